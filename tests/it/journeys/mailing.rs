//! A mail from a template: where it may go when it goes, and what becomes of it where it cannot be logged.

use salesdesk::domain::block::Block;
use salesdesk::domain::{Change, Deed, Id};

use crate::support::NOW;
use crate::support::desk::Desk;

/// A desk with templates, somebody with a mail address selected, and their name.
fn desk() -> (Desk, String) {
    let mut desk = Desk::demo();
    desk.keys("T<enter>/info<enter>");
    let name = desk.selected().to_owned();
    (desk, name)
}

#[test]
fn a_block_that_syncs_in_while_a_mail_is_read_stops_it() {
    let (mut desk, name) = desk();
    let page = desk.page(&name);
    desk.keys("m1");
    let customer = Some(page.customer.id);
    let block = Block { id: Id::mint(NOW), customer, channel: "mail".into(), ..Block::default() };
    desk.commit(&Change::new(Deed::Block, &name).add(&block)).keys("<enter>");
    assert!(desk.posted.is_empty());
    assert_eq!(desk.page(&name).activity_count, page.activity_count);
    assert_eq!(desk.app.overlays.len(), 1, "what is written stays");
}

#[test]
fn a_mail_that_went_and_could_not_be_logged_is_logged_later_and_does_not_go_again() {
    let (mut desk, name) = desk();
    let before = desk.page(&name).activity_count;
    desk.keys("m1").break_the_disk().keys("<enter><enter>");
    assert_eq!((desk.posted.len(), desk.page(&name).activity_count), (1, before));
    desk.mend_the_disk().keys("<enter>");
    assert_eq!((desk.posted.len(), desk.page(&name).activity_count), (1, before + 1));
    assert!(desk.app.overlays.is_empty() && desk.drafts.is_empty());
}

#[test]
fn a_mail_that_went_and_was_left_unlogged_waits_to_be_logged() {
    let (mut desk, name) = desk();
    let before = desk.page(&name).activity_count;
    desk.keys("m1").break_the_disk().keys("<enter><esc>");
    assert!(desk.app.overlays.is_empty() && desk.drafts.len() == 1);
    desk.mend_the_disk().keys("m<enter>");
    assert_eq!((desk.posted.len(), desk.page(&name).activity_count), (1, before + 1));
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_mail_put_aside_and_a_log_line_put_aside_keep_their_own_words() {
    let (mut desk, _) = desk();
    desk.editor = |text| format!("{text}and one more thing\n");
    desk.keys("m0told them on the stairs<esc>m1e<esc>");
    let mut texts: Vec<&str> = desk.drafts.values().map(|draft| draft.text.as_str()).collect();
    texts.sort_unstable_by_key(|text| text.len());
    assert_eq!(texts[0], "told them on the stairs");
    assert!(texts[1].ends_with("and one more thing\n"));
    desk.keys("m");
    assert!(desk.screen().shows("and one more thing"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!((desk.posted.len(), desk.drafts.len()), (1, 1));
}

#[test]
fn a_mail_emptied_in_the_editor_is_put_aside_no_more() {
    let (mut desk, _) = desk();
    desk.editor = |text| format!("{text}more\n");
    desk.keys("m1e<esc>");
    desk.editor = |_| String::new();
    desk.keys("me<esc>");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_mail_put_aside_is_taken_up_by_the_next_session() {
    let (mut desk, name) = desk();
    let before = desk.page(&name).activity_count;
    desk.editor = |text| format!("{text}and one more thing\n");
    desk.keys("m1e<esc>");
    let mut desk = desk.reopened();
    desk.keys("<enter>");
    assert!(desk.screen().shows("and one more thing"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!((desk.posted.len(), desk.page(&name).activity_count), (1, before + 1));
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
}
