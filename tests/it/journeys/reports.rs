//! The reports: each figure opens the very calls it counts, and Esc comes back to it.

use salesdesk::app::overlay::Overlay;
use salesdesk::app::reports::{Lies, Reports};
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

/// How many calls, or customers, lie under the figure that is opened.
fn under(desk: &Desk) -> usize {
    reports(desk).rows.as_ref().unwrap().lies.as_ref().unwrap().count()
}

/// Says whether the cursor is in the row of those words.
fn stands_on(desk: &Desk, words: &str) -> bool {
    let (section, row, _) = reports(desk).at;
    let document = reports(desk).document.as_ref().unwrap();
    matches!(&document.sections[section].rows[row].cells[0].figure, Figure::Words(said) if said == words)
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
fn a_stage_of_a_pipeline_opens_its_deals_and_esc_comes_back() {
    let mut desk = Desk::demo();
    desk.keys("s4<enter>");
    let Some(Lies::Deals(deals, _)) = &reports(&desk).rows.as_ref().unwrap().lies else { panic!("no deals") };
    let (_, name) = deals.rows[0].customer.clone().unwrap();
    assert!(desk.screen().shows(&name) && desk.screen().shows(&deals.rows[0].deal.title));
    desk.keys("<enter>");
    assert_eq!(desk.selected(), name);
    desk.keys("<esc><esc>");
    assert_eq!((reports(&desk).rows.is_none(), reports(&desk).at), (true, (0, 0, 0)));
}

#[test]
fn fields_held_against_one_another_are_chosen_by_a_key_or_typed_and_a_wrong_one_is_told() {
    let mut desk = Desk::demo();
    desk.keys("s7");
    let title = |desk: &Desk| reports(desk).document.as_ref().unwrap().title.clone();
    let first = title(&desk);
    desk.keys("b");
    assert_ne!(title(&desk), first);
    desk.keys("x<ctrl-u>hat rank<enter>");
    assert!(desk.screen().shows("Nothing is counted by \"hat\""), "{}", desk.screen().text());
    desk.keys("<ctrl-u>rank deal.stage count:deals<enter>");
    assert!(desk.screen().shows("Rank / Stage"), "{}", desk.screen().text());
    desk.keys("2x");
    assert!(desk.screen().shows("Fields are chosen on page 7"), "{}", desk.screen().text());
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
    for keys in ["s", "sbb", "sbbbb", "s2b", "s2bbbb", "s3", "s4b", "s4mbb"] {
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

#[test]
fn every_cell_of_fields_held_against_one_another_opens_as_many_as_it_counts() {
    for keys in ["s7", "s7bb", "s7bbb", "s7bbbb"] {
        let mut desk = Desk::demo();
        desk.keys(keys).keys("ppp");
        let (rows, columns) = {
            let section = &reports(&desk).document.as_ref().unwrap().sections[0];
            (section.rows.len(), section.columns.len())
        };
        let mut seen = 0;
        for _ in 0..rows {
            for _ in 0..columns {
                seen += u32::from(opens_what_it_says(&mut desk));
                desk.keys("l");
            }
            desk.keys("hhhhhhhhhhhhhj");
        }
        assert!(seen > 5, "{keys}: {seen}");
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
    let searched = !matches!(desk.app.overlays.last(), Some(Overlay::Reports(_)));
    if let Some(says) = says {
        let count = if searched { desk.app.desk.tally.count } else { under(desk) };
        assert_eq!(count as u64, says, "{:?} {}", (section, row, column), desk.app.desk.search.text());
    }
    desk.keys("<esc>");
    says.is_some()
}

/// On every page the cursor comes to every row, also where nothing can be opened, and what is said under
/// the last is on the screen with it.
#[test]
fn every_row_of_every_page_can_be_reached_and_the_last_shows_what_is_said_under_it() {
    for page in 1..=7 {
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
    desk.keys("s5pp").keys("jjjjjhhhhh");
    let narrow = desk.screen_of(80, 24);
    assert!(!narrow.shows("RFM ") && narrow.shows("average"), "{}", narrow.text());
    desk.keys("llllllllllll");
    let document = reports(&desk).document.as_ref().unwrap();
    assert_eq!(reports(&desk).at.2, document.sections[1].columns.len() - 1);
    let narrow = desk.screen_of(80, 24);
    let head = &document.sections[1].columns.last().unwrap().head;
    let heads = narrow.text();
    let heads = heads.lines().find(|line| line.contains("customer ")).unwrap();
    assert!(heads.contains(head.as_str()) && !heads.contains(" net"), "{heads}");
}

#[test]
fn days_that_are_typed_are_kept_from_report_to_report_and_what_is_none_is_said_in_the_line() {
    let mut desk = desk();
    desk.keys("sdsoon<enter>");
    assert!(desk.screen().shows("`soon` is no date"), "{}", desk.screen().text());
    desk.keys("<ctrl-u>2026-11-30 2026-11-01<enter>");
    assert!(desk.screen().shows("comes after"), "{}", desk.screen().text());
    desk.keys("<ctrl-u>2026-10..2026-11-21<enter>");
    let period = |desk: &Desk| reports(desk).document.as_ref().unwrap().period.clone();
    assert!(period(&desk).starts_with("Thu 1 Oct 2026") && period(&desk).contains("21 Nov 2026"));
    for page in "2345".chars() {
        desk.keys(&page.to_string());
        assert!(period(&desk).starts_with("Thu 1 Oct 2026"), "{page}: {}", period(&desk));
    }
    desk.keys("1d");
    assert!(desk.screen().shows("2026-10-01..2026-11-21"), "{}", desk.screen().text());
    desk.keys("<esc>p");
    assert!(desk.screen().shows("today"), "{}", desk.screen().text());
}

#[test]
fn esc_leaves_a_line_over_the_report_and_then_the_reports() {
    let mut desk = desk();
    desk.keys("sd2026<esc>");
    assert!(reports(&desk).typing.is_none());
    assert!(matches!(reports(&desk).asking.span, salesdesk::domain::report::Span::Month));
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_report_that_is_narrowed_counts_and_opens_the_calls_of_whoever_answers_only() {
    let mut desk = desk();
    desk.keys("s/acme<enter>G");
    let Figure::Count(calls) =
        reports(&desk).document.as_ref().unwrap().sections[0].rows.last().unwrap().cells[1].figure
    else {
        panic!("no calls")
    };
    assert!(desk.screen().shows("customers: acme"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert!(calls > 0 && under(&desk) as u64 <= calls);
    assert!(desk.screen().shows("likes it") || desk.screen().shows("again"), "{}", desk.screen().text());
    assert!(!desk.screen().shows("Beta"), "{}", desk.screen().text());
    desk.keys("<esc>/<ctrl-u>foo.bar:1<enter>");
    assert!(desk.screen().shows("means nothing as a filter"), "{}", desk.screen().text());
    desk.keys("<ctrl-u>nobody at all<enter>");
    assert!(desk.screen().shows("/ takes other"), "{}", desk.screen().text());
    desk.keys("/<ctrl-u><enter>G<enter>");
    assert_eq!(under(&desk), 3);
}

#[test]
fn figures_of_a_narrowed_report_open_what_they_count() {
    for keys in ["s", "sbbbb", "s2b", "s3", "s4", "s7", "s7bb"] {
        let mut desk = Desk::demo();
        desk.keys(keys).keys("ppp").keys("/rank:A<enter>");
        let all = reports(&desk).document.as_ref().unwrap().sections[0].rows.len();
        for _ in 0..all.min(6) {
            opens_what_it_says(&mut desk);
            desk.keys("lj");
        }
    }
}

#[test]
fn a_cell_of_the_map_of_recency_and_frequency_opens_as_many_customers_as_it_says() {
    let mut desk = Desk::demo();
    desk.keys("s5ppp");
    let mut seen = 0;
    for row in 0..5 {
        let cells = reports(&desk).document.as_ref().unwrap().sections[0].rows[row].cells.clone();
        let some = cells.iter().filter(|cell| matches!(cell.figure, Figure::Count(1..)));
        for _ in 0..some.count() {
            assert_eq!((reports(&desk).at.0, reports(&desk).at.1), (0, row));
            seen += u32::from(opens_what_it_says(&mut desk));
            desk.keys("l");
        }
        desk.keys("hhhhhj");
    }
    assert!(seen > 5, "{seen}");
    desk.keys("g<enter>");
    let Some(Lies::Buyers(buyers)) = &reports(&desk).rows.as_ref().unwrap().lies else { panic!("no buyers") };
    let first = buyers.rows[0].name.clone();
    assert!(desk.screen().shows(&first), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!(desk.selected(), first);
    desk.keys("<esc>");
    assert!(reports(&desk).rows.is_some());
}

#[test]
fn nothing_bought_in_these_days_is_not_told_as_nothing_bought_ever() {
    let mut desk = desk();
    desk.keys("s5");
    assert!(desk.screen().shows("No purchases yet"), "{}", desk.screen().text());
    assert!(!desk.screen().shows("p takes other days"), "{}", desk.screen().text());
    desk.keys("<esc>");
    let bought = Purchase {
        id: Id::mint(7),
        customer: Some(desk.page("Gamma").customer.id),
        at: Some(desk.now().timestamp_millis() - 400 * 86_400_000),
        amount: Some(1_200),
        currency: "JPY".into(),
        ..Purchase::default()
    };
    desk.commit(&Change::new(Deed::Import, "Gamma").add(&bought)).keys("s5");
    assert!(desk.screen().shows("Nobody bought") && desk.screen().shows("p takes other days"));
}

#[test]
fn a_report_is_written_in_every_format_for_its_owner_only_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let begins =
        [("html", "<!"), ("md", "# "), ("txt", "Calls"), ("csv", "\u{feff}"), ("xlsx", "PK"), ("json", "{")];
    for (ending, begin) in begins {
        let path = folder.path().join(format!("calls.{ending}"));
        let mut desk = desk();
        desk.keys("sw<ctrl-u>").paste(path.to_str().unwrap()).keys("<enter>");
        assert!(reports(&desk).typing.is_none(), "{ending}: {}", desk.screen_of(200, 30).text());
        assert!(desk.screen_of(200, 30).shows(path.to_str().unwrap()), "{ending}");
        let whole = std::fs::read(&path).unwrap();
        assert!(String::from_utf8_lossy(&whole).trim_start().starts_with(begin), "{ending}: {whole:?}");
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{ending}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), begins.len());
}

#[test]
fn a_file_that_is_there_is_written_over_only_when_enter_is_pressed_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calls.md");
    std::fs::write(&path, "mine").unwrap();
    let mut desk = desk();
    desk.keys("sw<ctrl-u>").paste(path.to_str().unwrap()).keys("<enter>");
    assert!(desk.screen().shows("a file of that name is there"), "{}", desk.screen().text());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    desk.keys("<enter>");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("# "));
}

#[test]
fn a_report_goes_to_no_file_whose_ending_says_no_format_or_whose_folder_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    desk.keys("sw<ctrl-u>").paste(folder.path().join("calls.doc").to_str().unwrap()).keys("<enter>");
    assert!(desk.screen().shows("give the name"), "{}", desk.screen().text());
    desk.keys("<ctrl-u>").paste(folder.path().join("no/calls.md").to_str().unwrap()).keys("<enter>");
    assert!(reports(&desk).typing.is_some(), "the line stays");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn tab_completes_the_path_of_a_report() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("monday")).unwrap();
    let mut desk = desk();
    desk.keys("sw<ctrl-u>").paste(&format!("{}/mo", folder.path().display())).keys("<tab>calls.txt<enter>");
    let text = std::fs::read_to_string(folder.path().join("monday/calls.txt")).unwrap();
    assert!(text.starts_with("Calls"), "{text}");
}

#[test]
fn the_summary_of_another_day_is_typed_and_is_of_that_day() {
    let mut desk = desk();
    desk.keys("s6");
    let today = reports(&desk).document.as_ref().unwrap().period.clone();
    desk.keys("d2026-11-20<enter>");
    let then = reports(&desk).document.as_ref().unwrap().period.clone();
    assert!(then != today && desk.screen().shows(&then), "{}", desk.screen().text());
}
