//! Telling the team from the desk: setting its place, seeing what came, and being left in peace.

use salesdesk::app::msg::Reply;
use salesdesk::domain::Trouble;
use salesdesk::domain::synced::NoPlace;

use crate::support::desk::Desk;
use crate::support::team::Team;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678")])
}

/// A desk on the sync screen, having set the team's place.
fn set(team: &Team) -> Desk {
    let mut desk = desk();
    let place = team.place().display().to_string();
    desk.keys("Sf").paste(&place).keys("<enter><enter>");
    desk
}

#[test]
fn a_place_is_set_by_typing_it_and_made_the_teams_only_when_said_twice() {
    let team = Team::new();
    let mut desk = desk();
    desk.keys("S");
    assert!(desk.screen().shows("no place is set yet"));
    desk.keys("s");
    assert!(desk.screen().shows("no place is set yet"), "nothing to sync with");
    let place = team.place().display().to_string();
    desk.keys("f").paste(&place).keys("<enter>");
    assert!(desk.screen().shows("No team meets in"));
    assert_eq!(std::fs::read_dir(team.place()).unwrap().count(), 0, "nothing was made");
    desk.keys("<enter>");
    assert!(desk.screen().shows("files written: 1"), "{}", desk.screen());
    assert_eq!(desk.kept_place, Some(team.place()));
}

#[test]
fn a_place_that_is_not_there_is_refused_and_the_line_stays() {
    let mut desk = desk();
    desk.keys("Sf/nowhere/at/all<enter>");
    assert!(desk.screen().shows("is not there"));
    assert_eq!(desk.kept_place, None);
    desk.keys("<esc>");
    assert!(desk.screen().shows("no place is set yet"));
}

#[test]
fn what_came_is_told_from_whom_and_what_waits_opens() {
    let mut team = Team::new();
    let mut desk = set(&team);
    team.add("Beta", "06-1234-5678");
    team.add("Acme Trading", "03-1234-5678");
    team.comes();
    desk.keys("s");
    let screen = desk.screen();
    assert!(screen.shows("new changes: 3   files read: 1") && screen.shows("鈴木"), "{screen}");
    assert!(desk.names().contains(&"Beta".to_owned()));
    assert!(screen.shows("1 to review"));
    desk.keys("V");
    assert!(desk.screen().shows("both have"));
    desk.keys("<esc><esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_file_that_is_no_good_is_named_with_the_way_out() {
    let team = Team::new();
    let mut desk = set(&team);
    std::fs::write(team.place().join("salesdesk-v1/o/photo.jpg"), [0xff; 300]).unwrap();
    desk.keys("s");
    assert!(desk.screen().shows("photo.jpg") && desk.screen().shows("it is not a file of salesdesk"));
}

#[test]
fn one_that_runs_can_be_stopped_and_the_desk_goes_on_meanwhile() {
    let team = Team::new();
    let mut desk = set(&team);
    desk.tell(Reply::SyncPace(3, 12));
    assert!(desk.screen().shows("3 / 12") && desk.screen().shows("x stop it"));
    desk.keys("s");
    assert!(desk.screen().shows("running already"));
    desk.keys("<esc>c1");
    assert!(desk.screen().shows("Saved"));
    desk.keys("S").tell(Reply::SyncStopped);
    assert!(!desk.screen().shows("x stop it"));
}

#[test]
fn one_that_nobody_asked_for_says_a_quiet_word_and_of_a_trouble_only_once() {
    let mut desk = desk();
    let missing = Trouble::Place { path: "/media/stick".into(), why: NoPlace::Missing };
    let failed = || Reply::SyncFailed { trouble: missing.clone(), asked: false };
    desk.tell(failed());
    assert!(desk.screen().shows("not synced: /media/stick is not there"));
    desk.minutes_later(1).tell(failed());
    assert!(!desk.screen().shows("not synced"), "it was told");
    desk.keys("S");
    assert!(desk.screen().shows("/media/stick is not there"));
    desk.keys("<esc>").tell(Reply::SyncFailed { trouble: Trouble::Busy, asked: false });
    assert!(!desk.screen().shows("another program"));
}

#[test]
fn what_came_by_itself_is_told_in_passing() {
    let mut team = Team::new();
    let mut desk = set(&team);
    desk.keys("<esc>");
    team.add("Beta", "06-1234-5678");
    team.comes();
    desk.syncs_by_itself();
    assert!(desk.screen().shows("2 changes from 鈴木"), "{}", desk.screen());
    assert!(desk.names().contains(&"Beta".to_owned()));
}

#[test]
fn the_demo_is_told_to_nobody() {
    let mut desk = Desk::demo();
    desk.app.setting.demo = true;
    desk.keys("S");
    assert!(desk.screen().shows("told to nobody"));
    assert!(desk.app.overlays.is_empty());
}
