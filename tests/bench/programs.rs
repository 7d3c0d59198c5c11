//! The two programs that are typed into: the desk on a book, and fzf on the same rows.

use std::path::Path;

use anyhow::Result;
use portable_pty::CommandBuilder;

use crate::book::{NOW_TEXT, Stock};
use crate::floor::{self, Floor};
use crate::pty::Screen;

/// The desk, with everything it keeps in the stock's folder. Its clock stands still, so that
/// nothing on the screen ages.
pub(crate) fn desk(stock: &Stock) -> Result<Screen> {
    Screen::start(salesdesk(stock.folder(), &stock.book(), NOW_TEXT))
}

/// The same, on its way along a call list.
pub(crate) fn walking(floor: &Floor) -> Result<Screen> {
    let mut command = salesdesk(floor.folder(), &floor.book(), floor::NOW_TEXT);
    command.args(["walk", floor::NAME]);
    Screen::start(command)
}

fn salesdesk(folder: &Path, book: &Path, now: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_salesdesk"));
    for home in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env(home, folder);
    }
    command.env("SALESDESK_DB", book);
    command.env("SALESDESK_NOW", now);
    command.args(["--lang", "en"]);
    command
}

/// fzf without fuzziness, as it comes otherwise.
pub(crate) fn fzf(rows: &Path) -> Result<Screen> {
    let mut command = CommandBuilder::new("sh");
    command.env_remove("FZF_DEFAULT_OPTS");
    command.args(["-c", r#"exec fzf --exact < "$0""#]);
    command.arg(rows);
    Screen::start(command)
}
