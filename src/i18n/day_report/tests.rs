//! The day's summary in both languages, whatever names and notes hold.

use super::*;
use crate::domain::Id;
use crate::domain::day_report::{Ended, OnList};
use crate::domain::outcome::standard;
use crate::domain::report::CallCounts;

const NAUGHTY: &str = "a|b `rm` **c**\r\n# d\u{1b}[31m \u{202e}<img> _e_ $f$ [g](h)";

fn report(name: &str, note: &str) -> DayReport {
    let now = DateTime::parse_from_rfc3339("2026-11-20T17:40:00+09:00").unwrap();
    let talk = standard().into_iter().find(|outcome| outcome.code == "TALK").unwrap();
    let counts =
        CallCounts { calls: 23, attempts: 22, connected: 8, deciders: 5, talks: 4, ..CallCounts::default() };
    let step = NextStep {
        kind: "callback".into(),
        due_at: Some(1_795_496_400_000),
        zone: Some(540),
        text: note.into(),
        ..NextStep::default()
    };
    DayReport {
        line: String::new(),
        rep: name.into(),
        counts,
        first: Some(now - chrono::Duration::hours(8)),
        last: Some(now),
        callbacks: 2,
        outcomes: vec![Ended { outcome: talk.clone(), calls: 4 }],
        lists: vec![OnList { id: Id::default(), name: name.into(), counts }],
        told: vec![Told {
            customer: Id::default(),
            name: name.into(),
            outcome: talk,
            note: note.into(),
            next: Some(step),
        }],
        tomorrow: 3,
    }
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

#[test]
fn a_report_of_the_day_says_it_in_japanese() {
    let said = text(&report("河合", "20台で検討"), Lang::Ja, date());
    for words in [
        "【日報】2026年11月20日（金） 河合",
        "【本日の活動】",
        "8 件（36.4%）",
        "09:40-17:40（1時間あたり 2.9 件）",
        "通話・検討中",
        "次の予定 11/24(火) 14:00 再架電\n",
        "【明日の予定】",
    ] {
        assert!(said.contains(words), "{words} in\n{said}");
    }
    assert!(said.ends_with("【所感】\n"), "room is left for remarks:\n{said}");
}

#[test]
fn no_line_of_text_is_wider_than_the_page_and_none_is_obeyed() {
    for name in ["Acme", "とても長い会社名の株式会社とても長い会社名の株式会社とても長い会社名", NAUGHTY, ""]
    {
        let note = "とても長いメモで、一行には収まりません。a very long note goes on and on ".repeat(4);
        for lang in [Lang::En, Lang::Ja] {
            let said = text(&report(name, &note), lang, date());
            assert!(said.lines().all(|line| cells(line) <= WIDTH), "{said}");
            assert!(!said.chars().any(|c| c != '\n' && crate::domain::safe::acts(c)), "{said:?}");
        }
    }
}

#[test]
fn a_name_or_a_note_is_never_markup() {
    let page = markdown(&report(NAUGHTY, NAUGHTY), Lang::En, date());
    let bare = |c: char| page.char_indices().any(|(at, one)| one == c && !page[..at].ends_with('\\'));
    for c in ['|', '`', '<', '_', '[', '$'] {
        assert!(!bare(c), "{c} in\n{page}");
    }
    assert_eq!(page.lines().filter(|line| line.starts_with('#')).count(), 7, "{page}");
    assert!(page.contains("- **a\\|b \\`rm\\` \\*\\*c\\*\\*"), "{page}");
}

#[test]
fn a_day_without_calls_is_a_report_too() {
    for lang in [Lang::En, Lang::Ja] {
        let said = text(&DayReport::default(), lang, date());
        assert!(said.contains(Text::NoneOfThem.words(lang)), "{said}");
        assert!(markdown(&DayReport::default(), lang, date()).starts_with("# "));
    }
}
