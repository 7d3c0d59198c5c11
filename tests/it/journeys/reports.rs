//! The reports: each figure opens the very calls it counts, and Esc comes back to it.

use salesdesk::app::overlay::Overlay;
use salesdesk::app::reports::Reports;
use salesdesk::domain::purchase::Purchase;
use salesdesk::domain::report::Figure;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::keys::Action;

use crate::support::desk::Desk;

/// Acme reached twice, Beta never.
fn desk() -> Desk {
    let mut desk =
        Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678"), ("Gamma", "", "")]);
    desk.keys("/beta<enter>c1").minutes_later(5);
    desk.keys("<esc>/acme<enter>ctlikes it<enter>").minutes_later(70);
    desk.keys("<esc>/acme<enter>ctagain<enter><esc>");
    desk
}

fn reports(desk: &Desk) -> &Reports {
    let Some(Overlay::Reports(reports)) = desk.app.overlays.last() else { panic!("no reports") };
    reports
}

/// How many calls lie under the figure that is opened.
fn under(desk: &Desk) -> usize {
    reports(desk).rows.as_ref().unwrap().calls.as_ref().unwrap().count
}

/// Says whether the cursor is on those words.
fn stands_on(desk: &Desk, words: &str) -> bool {
    let (section, row, column) = reports(desk).at;
    let document = reports(desk).document.as_ref().unwrap();
    matches!(&document.sections[section].rows[row].cells[column].figure, Figure::Words(said) if said == words)
}

#[test]
fn a_figure_opens_its_calls_and_esc_comes_back_to_it() {
    let mut desk = desk();
    desk.keys("sG<enter>");
    assert_eq!(under(&desk), 3, "{}", desk.screen().text());
    assert!(desk.screen().shows("Beta") && desk.screen().shows("likes it"));
    let at = reports(&desk).at;
    desk.keys("<esc>");
    assert_eq!((reports(&desk).rows.is_none(), reports(&desk).at), (true, at));
}

#[test]
fn enter_on_a_call_shows_its_customer_and_esc_comes_back_to_the_calls() {
    let mut desk = desk();
    desk.keys("sG<enter>G<enter>");
    assert_eq!(desk.selected(), "Beta");
    desk.keys("<esc>");
    assert_eq!(under(&desk), 3);
}

#[test]
fn opening_the_reports_again_comes_back_too() {
    let mut desk = desk();
    desk.keys("sG<enter>G<enter>s");
    assert_eq!(under(&desk), 3);
}

#[test]
fn a_search_typed_meanwhile_is_not_taken_away_by_esc() {
    let mut desk = desk();
    desk.keys("sG<enter>G<enter>/gamma<enter><esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn digits_and_brackets_turn_pages_and_p_the_days() {
    let mut desk = desk();
    desk.keys("s2");
    assert!(desk.screen().shows("of dialled") || desk.screen().shows("dialled"), "{}", desk.screen().text());
    desk.keys("]");
    assert!(desk.screen().shows("Sat"), "{}", desk.screen().text());
    desk.keys("[[p");
    assert!(desk.screen().shows("this quarter"), "{}", desk.screen().text());
}

#[test]
fn a_stage_of_a_pipeline_is_a_search_on_the_desk_and_esc_comes_back() {
    let mut desk = Desk::demo();
    desk.keys("s4<enter>");
    assert_eq!(desk.app.desk.search.text(), "deal.stage==\"lead\"");
    desk.keys("<esc>");
    assert!(desk.app.desk.search.is_empty());
    assert_eq!(reports(&desk).at, (0, 0, 0));
}

#[test]
fn nothing_to_count_says_what_to_do() {
    let mut desk = Desk::new();
    desk.keys("s");
    assert!(desk.screen().shows("p takes other days"), "{}", desk.screen().text());
}

/// Every figure that opens calls opens as many as it says, on every page and in every order.
#[test]
fn every_figure_opens_as_many_calls_as_it_counts() {
    for keys in ["s", "sbb", "s2b", "s3"] {
        let mut desk = Desk::demo();
        desk.keys(keys).keys("ppppp").keys("pppp");
        let (mut seen, mut onward) = (0, "l");
        loop {
            seen += u32::from(opens_what_it_says(&mut desk));
            let at = reports(&desk).at;
            desk.keys(onward);
            if at == reports(&desk).at {
                onward = if onward == "l" { "h" } else { "l" };
                desk.keys("j");
            }
            if at == reports(&desk).at {
                break;
            }
        }
        assert!(seen > 3, "{keys}: {seen}");
    }
}

/// Opens the figure under the cursor, holds what lies under it against what it says, and comes back;
/// says whether there was anything to hold it against.
fn opens_what_it_says(desk: &mut Desk) -> bool {
    let here = reports(desk);
    let (section, row, column) = here.at;
    if here.why_not(Action::Accept).is_some() {
        return false;
    }
    let says = match here.document.as_ref().unwrap().sections[section].rows[row].cells[column].figure {
        Figure::Count(count) => Some(count),
        Figure::Rate(_, whole) => Some(whole),
        _ => None,
    };
    desk.keys("<enter>");
    if let Some(says) = says {
        assert_eq!(under(desk) as u64, says, "{:?}", (section, row, column));
    }
    desk.keys("<esc>");
    says.is_some()
}

/// On every page the cursor comes to every row, also where nothing can be opened, and what is said under
/// the last is on the screen with it.
#[test]
fn every_row_of_every_page_can_be_reached_and_the_last_shows_what_is_said_under_it() {
    for page in 1..=6 {
        let mut desk = Desk::demo();
        desk.keys(&format!("spp{page}"));
        let rows: Vec<(usize, usize)> = {
            let document = reports(&desk).document.as_ref().unwrap();
            let sections = document.sections.iter().enumerate();
            sections.flat_map(|(at, section)| (0..section.rows.len()).map(move |row| (at, row))).collect()
        };
        for row in &rows {
            assert_eq!((reports(&desk).at.0, reports(&desk).at.1), *row, "page {page}");
            desk.keys("j");
        }
        let document = reports(&desk).document.as_ref().unwrap();
        let note = document.sections.iter().rev().find_map(|section| section.notes.last());
        let trails = document.sections.last().is_some_and(|section| !section.notes.is_empty());
        if let Some(note) = note.filter(|_| trails) {
            let end = note.split_whitespace().last().unwrap();
            assert!(desk.screen().shows(end), "page {page}: {end}\n{}", desk.screen().text());
        }
    }
}

#[test]
fn enter_on_a_customer_of_the_report_selects_that_customer_and_esc_comes_back() {
    let mut desk = desk();
    let bought = Purchase {
        id: Id::mint(7),
        customer: Some(desk.page("Gamma").customer.id),
        at: Some(desk.now().timestamp_millis()),
        amount: Some(1_200),
        currency: "JPY".into(),
        ..Purchase::default()
    };
    desk.commit(&Change::new(Deed::Import, "Gamma").add(&bought)).keys("s5");
    while !stands_on(&desk, "Gamma") {
        let at = reports(&desk).at;
        desk.keys("j");
        assert_ne!(at, reports(&desk).at, "{}", desk.screen().text());
    }
    let at = reports(&desk).at;
    desk.keys("<enter>");
    assert_eq!(desk.selected(), "Gamma");
    desk.keys("<esc>");
    assert_eq!(reports(&desk).at, at);
}

#[test]
fn a_stage_of_ones_own_deals_opens_no_search_that_would_find_everybodys() {
    let mut desk = Desk::demo();
    desk.keys("s4m");
    let here = reports(&desk);
    let stages = &here.document.as_ref().unwrap().sections[0];
    assert!(here.asking.mine && stages.rows.iter().all(|row| row.opens.is_none()));
}

#[test]
fn a_stage_that_ended_opens_no_search_that_would_ignore_the_days() {
    let desk = {
        let mut desk = Desk::demo();
        desk.keys("s4pppp");
        desk
    };
    let stages = &reports(&desk).document.as_ref().unwrap().sections[0];
    assert!(stages.rows.iter().any(|row| row.opens.is_some()));
    for row in stages.rows.iter().filter(|row| matches!(row.cells[3].figure, Figure::Nothing)) {
        assert_eq!(row.opens, None);
    }
}

#[test]
fn days_asked_for_before_the_calls_were_opened_are_counted_after_esc() {
    let mut desk = desk();
    desk.keys("sG<enter>");
    assert!(reports(&desk).waiting.is_none());
    // The desk is read anew on the way back, whatever was asked for meanwhile.
    let Some(Overlay::Reports(open)) = desk.app.overlays.last_mut() else { panic!("no reports") };
    open.asking.span = salesdesk::domain::report::Span::Today;
    desk.keys("<esc>");
    let document = reports(&desk).document.as_ref().unwrap();
    assert!(!document.period.contains(" to ") && !document.period.contains('-'), "{}", document.period);
}

#[test]
fn a_column_that_is_not_on_the_screen_comes_onto_it_under_the_cursor() {
    let mut desk = Desk::demo();
    desk.keys("s5pp");
    let narrow = desk.screen_of(80, 24);
    assert!(!narrow.shows("RFM ") && narrow.shows("average"), "{}", narrow.text());
    desk.keys("llllllllllll");
    let document = reports(&desk).document.as_ref().unwrap();
    assert_eq!(reports(&desk).at.2, document.sections[0].columns.len() - 1);
    let narrow = desk.screen_of(80, 24);
    let head = &document.sections[0].columns.last().unwrap().head;
    let heads = narrow.text();
    let heads = heads.lines().find(|line| line.contains("customer ")).unwrap();
    assert!(heads.contains(head.as_str()) && !heads.contains(" net"), "{heads}");
}
