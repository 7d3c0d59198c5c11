//! The reports: each figure opens the very calls it counts, and Esc comes back to it.

use salesdesk::app::overlay::Overlay;
use salesdesk::app::reports::Reports;

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
    assert!(desk.app.desk.search.text().starts_with("stage:"), "{}", desk.app.desk.search.text());
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
        let mut seen = 0;
        let mut last = None;
        while last != Some(reports(&desk).at) {
            last = Some(reports(&desk).at);
            let here = reports(&desk);
            let document = here.document.as_ref().unwrap();
            if document.sections.is_empty() {
                break;
            }
            let (section, row, column) = here.at;
            let cell = &document.sections[section].rows[row].cells[column];
            let says = match cell.figure {
                salesdesk::domain::report::Figure::Count(count) => Some(count),
                salesdesk::domain::report::Figure::Rate(_, whole) => Some(whole),
                _ => None,
            };
            desk.keys("<enter>");
            if let Some(says) = says {
                assert_eq!(under(&desk) as u64, says, "{keys} {last:?}");
                seen += 1;
            }
            desk.keys("<esc>l");
            if last == Some(reports(&desk).at) {
                desk.keys("hhhhhhhhhhhj");
            }
        }
        assert!(seen > 3, "{keys}: {seen}");
    }
}
