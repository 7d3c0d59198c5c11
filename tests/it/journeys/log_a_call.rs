//! Finding somebody and logging how the call ended.

use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[
        ("田中製作所（株）", "タナカセイサクショ", "03-1234-5678"),
        ("Tanaka Foods", "", "06-1234-5678"),
        ("Suzuki Trading", "", "052-123-4567"),
        ("髙橋商店", "タカハシショウテン", "092-123-4567"),
    ])
}

#[test]
fn three_letters_and_one_key_log_a_call() {
    let mut desk = desk();
    desk.keys("/suz<enter>c1");
    let page = desk.page("Suzuki Trading");
    assert_eq!(page.activities.len(), 1);
    let call = &page.activities[0];
    assert_eq!(
        (call.kind.as_str(), call.outcome.as_str(), call.number.as_str()),
        ("call", "NA", "+81521234567")
    );
    assert_eq!(desk.dialled, ["+81521234567"]);
    assert!(desk.app.overlays.is_empty());
    assert!(desk.screen().shows("Saved"));
    assert!(desk.screen().shows("1 call today"));
}

#[test]
fn three_kana_find_a_company_written_in_kanji() {
    for typed in ["たなか", "タナカ", "ﾀﾅｶ", "田中製"] {
        let mut desk = desk();
        desk.keys(&format!("/{typed}<enter>c2"));
        assert_eq!(desk.page("田中製作所（株）").activities[0].outcome, "BUSY", "{typed}");
    }
}

#[test]
fn either_way_of_writing_takahashi_finds_the_other() {
    let mut desk = desk();
    desk.keys("/高橋<enter>");
    assert_eq!(desk.selected(), "髙橋商店");
}

#[test]
fn the_last_digits_of_a_number_find_whose_it_is() {
    let mut desk = desk();
    desk.keys("/123-4567<enter>");
    let found: Vec<&str> = desk.app.desk.lines.iter().map(|line| line.name.as_str()).collect();
    assert!(found.contains(&"Suzuki Trading") && found.contains(&"髙橋商店"), "{found:?}");
}

#[test]
fn each_letter_selects_the_best_match_rather_than_whoever_was_selected() {
    let mut desk = desk();
    desk.keys("/t");
    desk.keys("anaka");
    let best = desk.app.desk.lines[0].name.clone();
    assert_eq!(desk.selected(), best);
}

#[test]
fn a_time_in_the_note_becomes_the_next_step_and_an_amount_the_deal() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>ct20 units, call back Tuesday 14:00, ¥1,200,000");
    let screen = desk.screen();
    let preview = screen.row_with("next step Tue 24 Nov 14:00").unwrap();
    assert!(preview.contains("¥1,200,000"), "{preview}");
    assert!(desk.page("Tanaka Foods").activities.is_empty());

    desk.keys("<enter>");
    let page = desk.page("Tanaka Foods");
    assert_eq!(page.activities[0].note, "20 units, call back Tuesday 14:00, ¥1,200,000");
    assert_eq!(page.activities[0].outcome, "TALK");
    let due = chrono::DateTime::parse_from_rfc3339("2026-11-24T14:00:00+09:00").unwrap();
    assert_eq!(page.next().unwrap().due_at, Some(due.timestamp_millis()));
    assert_eq!(page.deals[0].amount, Some(1_200_000));
    assert_eq!(page.deals[0].currency, "JPY");
    assert!(desk.screen().shows("¥1,200,000"));
}

#[test]
fn the_same_in_japanese() {
    let mut desk = desk().japanese();
    desk.keys("/田中製<enter>ct20台で検討、来週火曜14時に再度 120万");
    let preview = desk.screen().row_with("次の予定").unwrap();
    assert!(preview.contains("11/24(火) 14:00") && preview.contains("¥1,200,000"), "{preview}");
    desk.keys("<enter>");
    let page = desk.page("田中製作所（株）");
    assert_eq!(page.deals[0].amount, Some(1_200_000));
    assert!(page.next().is_some());
}

#[test]
fn an_amount_moves_the_open_deal_and_the_old_one_is_shown_beside_it() {
    let mut desk = desk();
    desk.keys("/suz<enter>ct100万<enter>ct120万");
    let preview = desk.screen().row_with("deal ¥").unwrap();
    assert!(preview.contains("¥1,200,000") && preview.contains("¥1,000,000"), "{preview}");
    desk.keys("<enter>");
    let deals = desk.page("Suzuki Trading").deals;
    assert_eq!(deals.iter().map(|deal| deal.amount).collect::<Vec<_>>(), [Some(1_200_000)]);
}

#[test]
fn full_width_keys_work() {
    let mut desk = desk();
    desk.keys("／suzuki<enter>ｃ１");
    assert_eq!(desk.page("Suzuki Trading").activities[0].outcome, "NA");
}

#[test]
fn kana_where_a_command_is_meant_says_that_japanese_input_is_on() {
    for here in ["", "c", "a", "r", "?"] {
        let mut desk = desk();
        desk.keys(here).keys("か");
        assert!(desk.screen().shows("Japanese input is on"), "after {here:?}");
        assert!(desk.page("Suzuki Trading").activities.is_empty());
    }
}

#[test]
fn a_note_and_a_mail_are_logged_without_an_outcome() {
    let mut desk = desk();
    desk.keys("/suz<enter>nasks for the brochure<enter>msent it<enter>");
    let kinds: Vec<String> =
        desk.page("Suzuki Trading").activities.into_iter().map(|activity| activity.kind).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&"note".to_owned()) && kinds.contains(&"mail".to_owned()), "{kinds:?}");
}

#[test]
fn an_empty_note_is_not_saved_and_the_line_says_so() {
    let mut desk = desk();
    desk.keys("n<enter>");
    assert!(desk.screen().shows("Nothing is written yet"));
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn the_editors_text_comes_back_into_the_line() {
    let mut desk = desk();
    desk.editor = |text| format!("{text}, and much more\nin two lines");
    desk.keys("/suz<enter>nshort<ctrl-o><enter>");
    assert_eq!(desk.page("Suzuki Trading").activities[0].note, "short, and much more\nin two lines");
}

#[test]
fn a_next_step_says_when_before_it_is_saved() {
    let mut desk = desk();
    desk.keys("/suz<enter>tsend the quote tomorrow 3pm");
    assert!(desk.screen().shows("Sun 22 Nov 15:00"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!(desk.page("Suzuki Trading").next().unwrap().text, "send the quote tomorrow 3pm");
}

#[test]
fn another_channel_is_logged_with_its_own_key() {
    let mut desk = desk();
    desk.keys("/suz<enter>o1by fax<enter>");
    let page = desk.page("Suzuki Trading");
    assert_eq!(page.activities[0].note, "by fax");
    assert_ne!(page.activities[0].kind, "call");
}
