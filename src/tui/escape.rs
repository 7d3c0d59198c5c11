//! What crossterm has no command for: the bell, and the wrapping that carries an escape through tmux.
//! The only file with escape literals.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The most bytes of Base64 that terminals are known to take in one copy.
const MOST: usize = 74_000;

/// Rings the bell.
pub const BELL: &str = "\x07";

/// The escape that hands `text` to the clipboard of the machine the terminal runs on; nothing if it is too long for
/// terminals to take. No terminal answers: the text was sent, not copied.
///
/// In tmux both forms go out, since either may be switched off there: one for tmux, one for the terminal around it.
#[must_use]
pub fn copy(text: &str, in_tmux: bool) -> Option<String> {
    if text.len().div_ceil(3) * 4 > MOST {
        return None;
    }
    let mut escape = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut escape).ok()?;
    Some(if in_tmux { escape.clone() + &through_tmux(&escape) } else { escape })
}

/// `escape` wrapped so that tmux hands it on to the terminal around it.
fn through_tmux(escape: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", escape.replace('\x1b', "\x1b\x1b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_sent_to_the_clipboard() {
        assert_eq!(copy("03", false).as_deref(), Some("\x1b]52;c;MDM=\x1b\\"));
    }

    #[test]
    fn in_tmux_it_is_sent_to_tmux_and_through_it() {
        let plain = "\x1b]52;c;MDM=\x1b\\";
        let wrapped = "\x1bPtmux;\x1b\x1b]52;c;MDM=\x1b\x1b\\\x1b\\";
        assert_eq!(copy("03", true), Some(format!("{plain}{wrapped}")));
    }

    #[test]
    fn a_text_too_long_to_arrive_is_not_sent() {
        assert!(copy(&"x".repeat(55_500), false).is_some());
        assert_eq!(copy(&"x".repeat(55_501), false), None);
    }
}
