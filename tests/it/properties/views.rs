//! No view panics and no cell holds a control, at any size, over any data, in both languages.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::app::list::Cursor;
use salesdesk::app::msg::Msg;
use unicode_width::UnicodeWidthStr;

use crate::support::desk::Desk;
use crate::support::screen::Screen;

/// Texts that have broken screens before.
const NAUGHTY: [&str; 14] = [
    "",
    " ",
    "a\u{1b}[31mred\u{7}",
    "\u{202e}reversed\u{2066}",
    "line\nbreak\ttab\r",
    "👨‍👩‍👧 family 🇯🇵",
    "ｶﾞｷﾞ ﾊﾟ か\u{3099}",
    "辻\u{e0100}さん",
    "e\u{301}\u{301}\u{301}",
    "\u{200b}\u{200d}\u{feff}",
    "とても長い会社名の株式会社とても長い会社名の株式会社とても長い会社名の株式会社",
    "\u{9b}31m\u{90}",
    "☎\u{fe0f} ①②③ ※ ～ ー",
    "{name} {n} {what}",
];

/// Keys that lead to every screen there is.
const ROOMS: [&str; 29] = [
    "O",
    "=lj<enter>",
    "=C",
    "=v",
    "/k<enter>F<enter>",
    "",
    "/",
    "/zzz",
    "<tab>",
    "<tab>G",
    "c",
    "ct120万 明日15時",
    "n",
    "t",
    "#",
    "B",
    "<tab>Bno more<enter>B",
    "o",
    "r",
    "A",
    "E",
    "p",
    "+",
    "N",
    "a",
    ":",
    "?",
    "H",
    "I",
];

fn naughty_desk(names: &[&str]) -> Desk {
    let rows: Vec<(&str, &str, &str)> = names.iter().map(|name| (*name, *name, *name)).collect();
    let mut desk = Desk::with(&rows);
    for name in names {
        desk.keys("ct").paste(name).keys("120万 明日15時<enter><esc>");
        desk.keys("p").paste(name).keys("<enter><esc>");
        desk.keys("#").paste(name).keys("<enter><esc>");
        desk.keys("j");
    }
    desk
}

/// Every cell is whole: no control in it, and what it takes is what it says.
fn check(screen: &Screen) -> Result<(), TestCaseError> {
    let area = screen.buffer.area;
    for cell in &screen.buffer.content {
        prop_assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
    }
    for row in screen.rows() {
        prop_assert!(row.width() <= usize::from(area.width), "{row:?}");
    }
    if let Some(caret) = screen.caret {
        prop_assert!(area.contains(caret), "{caret:?} in {area:?}");
    }
    Ok(())
}

/// A file that says `text` everywhere, in rows of every end.
fn list_of(folder: &Path, text: &str) -> String {
    let cell = format!("\"{}\"", text.replace('"', "\"\""));
    let mut rows = format!("会社名,TEL,備考,{cell}\n");
    for number in ["03-1111-2222", "", "4111-1111-1111-1111", "03-1234-5678"] {
        rows.extend([&cell, number, &format!(",{number},{cell},{cell}\n")]);
    }
    let path = folder.join("list.csv");
    std::fs::write(&path, rows).unwrap();
    path.display().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_room_is_drawn_at_every_size(
        names in prop::collection::vec(select(&NAUGHTY[..]), 1..4),
        sizes in prop::collection::vec((1u16..200, 1u16..60), 12),
        japanese: bool,
    ) {
        let mut desk = naughty_desk(&names);
        if japanese {
            desk = desk.japanese();
        }
        for room in ROOMS {
            desk.keys(room);
            for (width, height) in &sizes {
                check(&desk.screen_of(*width, *height))?;
            }
            desk.keys("<esc><esc><esc>");
        }
    }

    #[test]
    fn drafts_and_an_import_plan_are_drawn_at_every_size(
        text in select(&NAUGHTY[..]),
        sizes in prop::collection::vec((1u16..200, 1u16..60), 40),
        japanese: bool,
    ) {
        let mut desk = Desk::with(&[(text, text, text)]);
        desk.keys("n").paste(text).keys("x");
        let mut desk = desk.reopened();
        if japanese {
            desk = desk.japanese();
        }
        for (width, height) in &sizes {
            check(&desk.screen_of(*width, *height))?;
        }
        let folder = tempfile::tempdir().unwrap();
        desk.keys("<esc>I").paste(&list_of(folder.path(), text)).keys("<enter>");
        for keys in ["", "<home><enter>", "<esc><tab>", "<enter>", "<esc>I"] {
            desk.keys(keys);
            for (width, height) in &sizes {
                check(&desk.screen_of(*width, *height))?;
            }
        }
    }

    #[test]
    fn any_keys_leave_a_desk_that_can_be_drawn(
        keys in prop::collection::vec(select(vec![
            "c", "t", "n", "B", "1", "x", "a", "r", "A", "E", "N", "p", "+", "#", "u", "<ctrl-r>", "<enter>", "<esc>", "<tab>", "j",
            "k", "G", "/", "田", "3pm", ":", "?", "H", "L", "<ctrl-c>", "<space>", "X", "<left>", "<backspace>", "o", "d", "7",
        ]), 1..60),
        size in (1u16..140, 1u16..40),
    ) {
        let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("田中製作所", "タナカ", "06-1234-5678")]);
        for key in keys {
            desk.keys(key);
            check(&desk.screen_of(size.0, size.1))?;
        }
    }

    #[test]
    fn a_cursor_stays_in_its_list_and_in_its_window(
        moves in prop::collection::vec((any::<isize>(), 0usize..40, 0usize..12), 1..40),
    ) {
        let mut cursor = Cursor::default();
        for (by, len, height) in moves {
            cursor.step(by, len);
            cursor.settle(height, len);
            prop_assert!(cursor.at < len.max(1));
            prop_assert!(cursor.top <= cursor.at && cursor.at < cursor.top + height.max(1));
            prop_assert!(len < height || cursor.top + height.max(1) <= len.max(1) || cursor.top == 0);
        }
    }
}

#[test]
fn the_smallest_windows_say_that_they_are_too_small() {
    let desk = Desk::demo();
    assert!(desk.screen_of(39, 24).shows("Too small"));
    for (width, height) in [(1, 1), (2, 1), (1, 9), (40, 10), (41, 11)] {
        assert_eq!(desk.screen_of(width, height).rows().len(), usize::from(height));
    }
}

#[test]
fn time_passing_redraws_and_nothing_more() {
    let mut desk = Desk::demo();
    let before = desk.digest();
    desk.app.update(Msg::Tick, desk.now());
    desk.minutes_later(60 * 24 * 40);
    assert_eq!(desk.digest(), before);
    assert_eq!(desk.screen().rows().len(), 30);
}
