//! What crossterm has no command for: the bell, notifications, and the wrapping that carries an escape through tmux.
//! The only file with escape literals.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::config::Notify;
use crate::domain::safe::safe;

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

/// The escape that has the terminal show a notification; nothing where none is wanted. tmux knows neither form and
/// hands them on only with `allow-passthrough on`.
#[must_use]
pub fn notify(how: Notify, words: &str, in_tmux: bool) -> Option<String> {
    let words = safe(words);
    let escape = match how {
        Notify::Off => return None,
        Notify::Osc9 => format!("\x1b]9;salesdesk: {words}\x1b\\"),
        Notify::Osc777 => format!("\x1b]777;notify;salesdesk;{words}\x1b\\"),
    };
    Some(if in_tmux { through_tmux(&escape) } else { escape })
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
    fn a_notification_goes_out_in_the_form_that_was_chosen() {
        assert_eq!(notify(Notify::Off, "3 due", false), None);
        assert_eq!(notify(Notify::Osc9, "3 due", false).as_deref(), Some("\x1b]9;salesdesk: 3 due\x1b\\"));
        let plain = "\x1b]777;notify;salesdesk;3 due\x1b\\";
        assert_eq!(notify(Notify::Osc777, "3 due", false).as_deref(), Some(plain));
        let wrapped = "\x1bPtmux;\x1b\x1b]777;notify;salesdesk;3 due\x1b\x1b\\\x1b\\";
        assert_eq!(notify(Notify::Osc777, "3 due", true).as_deref(), Some(wrapped));
    }

    #[test]
    fn a_name_cannot_end_the_notification_it_stands_in() {
        let escape = notify(Notify::Osc9, "a\x1b\\\x07\u{9c}b", false).unwrap();
        assert_eq!(escape.matches(char::is_control).count(), 2);
    }

    #[test]
    fn a_text_too_long_to_arrive_is_not_sent() {
        assert!(copy(&"x".repeat(55_500), false).is_some());
        assert_eq!(copy(&"x".repeat(55_501), false), None);
    }
}
