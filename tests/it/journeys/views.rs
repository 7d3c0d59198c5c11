//! Views: what is searched for is saved under a name and a key, asked again, walked, taken back.

use crate::support::desk::Desk;

fn shows(desk: &Desk, words: &str) {
    assert!(desk.screen_of(120, 40).shows(words), "no {words}:\n{}", desk.screen_of(120, 40));
}

/// The demo book with the search `rank:A` saved as "Best" under key 3.
fn saved() -> Desk {
    let mut desk = Desk::demo();
    desk.keys("/rank:A<enter>F<enter>Best<tab>3<tab><tab>name,phone,employees<enter>");
    desk
}

#[test]
fn a_search_is_saved_with_a_name_a_key_and_columns_and_asked_by_the_key() {
    let mut desk = saved();
    shows(&desk, "3 Best");
    shows(&desk, "rank:A");
    let found = desk.app.desk.tally.count;
    assert!(desk.screen_of(120, 40).row_with("3 Best").unwrap().contains(&format!(" {found} ")));
    desk.keys("<esc><esc>");
    assert!(desk.app.desk.search.is_empty());
    desk.keys("3");
    assert_eq!((desk.app.desk.search.text(), desk.app.desk.tally.count), ("rank:A", found));
    shows(&desk, "Employees");
    assert!(desk.app.desk.lines.iter().all(|line| line.cells.len() == 3));
    assert!(!desk.screen_of(80, 24).shows("Employees"), "there is no room");
    desk.keys("/ osaka<enter>");
    assert!(desk.app.desk.columns().len() == 3, "more words keep the columns");
    desk.keys("/<ctrl-u>tan<enter>");
    assert!(desk.app.desk.columns().is_empty());
}

#[test]
fn a_key_nothing_has_says_so_and_changes_nothing() {
    let mut desk = saved();
    desk.keys("<esc><esc>7");
    shows(&desk, "no view of yours has that key");
    assert!(desk.app.desk.search.is_empty());
}

#[test]
fn in_the_list_a_digit_moves_the_key_and_dropping_is_taken_back() {
    let mut desk = saved();
    desk.keys("5");
    shows(&desk, "5 Best");
    desk.keys("u");
    shows(&desk, "3 Best");
    desk.keys("X");
    assert!(!desk.screen_of(120, 40).shows("3 Best"));
    desk.keys("u");
    shows(&desk, "3 Best");
    desk.keys("e<ctrl-u>Top<enter>");
    shows(&desk, "3 Top");
}

#[test]
fn keys_typed_ahead_of_a_view_are_of_its_customers() {
    let mut desk = saved();
    desk.keys("<esc><esc>3jc");
    let second = desk.app.desk.lines[1].name.clone();
    shows(&desk, &second);
    assert!(
        matches!(desk.app.overlays.last(), Some(salesdesk::app::overlay::Overlay::Log(log)) if log.page.customer.name == second)
    );
}

#[test]
fn a_view_is_walked_by_one_key_and_walking_it_again_makes_no_second_list() {
    let mut desk = saved();
    desk = desk.at_work();
    desk.keys("<esc><esc>3w");
    assert!(desk.app.walk().is_some(), "{}", desk.screen());
    desk.keys("<esc>3w<esc>W");
    let lists = desk.screen_of(120, 40).rows().iter().filter(|row| row.contains(" Best ")).count();
    assert_eq!(lists, 1, "{}", desk.screen_of(120, 40));
}

#[test]
fn a_form_that_would_find_everybody_is_not_saved() {
    let mut desk = Desk::demo();
    desk.keys("/rank:A<enter>F<enter>Best<tab><tab><ctrl-u>employees>many<enter>");
    shows(&desk, "employees>many");
    assert!(desk.app.overlays.len() == 2);
    desk.keys("<ctrl-u>employees>10<enter>");
    shows(&desk, "employees>10");
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn without_views_the_list_says_how_to_make_one() {
    let mut desk = Desk::demo();
    desk.keys("F");
    shows(&desk, "No views yet");
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
}
