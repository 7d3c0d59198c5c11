//! An input method draws its candidates at the terminal's own cursor, so that has to stand where the text goes on.

use crate::support::home::Home;
use crate::support::pty::{Pty, Seen};

/// Ninety different characters of two cells each: more than two rows of 80.
fn sentence() -> Vec<char> {
    ('ぁ'..='ん').chain('ァ'..='ヴ').filter(|c| !"ゝゞ".contains(*c)).take(90).collect()
}

/// What stands in the cell under the cursor, and before it.
fn around(seen: &Seen) -> (String, String) {
    let (row, column) = seen.screen().cursor_position();
    let cell = |column: Option<u16>| {
        let cell = column.and_then(|column| seen.screen().cell(row, column));
        cell.map(|cell| cell.contents().trim().to_owned()).unwrap_or_default()
    };
    (cell(column.checked_sub(2)), cell(Some(column)))
}

#[test]
fn the_cursor_of_the_terminal_is_the_caret_of_a_wrapped_japanese_note() {
    let mut desk = Pty::demo(&Home::new());
    desk.keys("n");
    drop(desk.shows("\n >"));
    let text = sentence();
    for part in text.chunks(20) {
        desk.keys(&part.iter().collect::<String>());
        let last = part[part.len() - 1].to_string();
        drop(desk.until(&last, |seen| around(seen) == (last.clone(), String::new())));
    }
    assert!(!desk.seen().screen().hide_cursor());
    for back in (0..text.len()).rev() {
        desk.keys("\x1b[D");
        let under = text[back].to_string();
        drop(desk.until(&under, |seen| around(seen).1 == under));
    }
    for under in text[1..60].iter().map(ToString::to_string) {
        desk.keys("\x1b[C");
        drop(desk.until(&under, |seen| around(seen).1 == under));
    }
    desk.keys("山");
    drop(desk.until("an insertion", |seen| around(seen) == ("山".into(), text[59].to_string())));
    desk.keys("\x7f\x7f");
    drop(desk.until("an erasure", |seen| around(seen) == (text[57].to_string(), text[59].to_string())));
    desk.keys("\x1b[F");
    drop(desk.until("the end", |seen| around(seen) == (text[89].to_string(), String::new())));
}
