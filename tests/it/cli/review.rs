//! What desks wrote apart, decided from the command line; and the configured place.

use std::fs;

use super::{Home, text};

/// Two desks that gave a customer another rank each, and met; the later one's stands.
fn apart() -> (Home, Home, String, tempfile::TempDir) {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let dir = place.path().display().to_string();
    fs::create_dir_all(ann.path("config/salesdesk")).unwrap();
    fs::write(ann.path("config/salesdesk/config.toml"), format!("[sync]\nfolder = \"{dir}\"\n")).unwrap();
    let id = text(&ann.json(&["add", "Acme", "--phone", "03-1234-5678"])["id"]);
    ann.json(&["sync", "--init"]);
    bob.json(&["sync", &dir]);
    ann.json(&["edit", &id, "--set", "rank=A"]);
    bob.json(&["edit", &id, "--set", "rank=B"]);
    bob.json(&["sync", &dir]);
    ann.json(&["sync"]);
    bob.json(&["sync", &dir]);
    (ann, bob, id, place)
}

fn rank(home: &Home, id: &str) -> String {
    text(&home.json(&["show", id])["rank"])
}

#[test]
fn the_other_side_is_taken_by_id_and_undone_and_every_desk_knows() {
    let (ann, bob, id, place) = apart();
    let dir = place.path().display().to_string();
    let listed = ann.json(&["review"]);
    assert_eq!(listed, bob.json(&["review"]), "the same on both desks");
    let item = &listed[0];
    assert_eq!((&item["what"], &item["name"]), (&"overwritten".into(), &"Acme".into()));
    let clash = &item["fields"][0];
    let sides = [text(&clash["stands"]), text(&clash["lost"])];
    assert_eq!(clash["field"], "rank");
    assert_eq!(rank(&ann, &id), sides[0]);
    let words = ann.says(&["review"]);
    assert!(words.contains("Acme: Rank") && words.contains(&text(&item["id"])), "{words}");
    ann.json(&["review", "take", &text(&item["id"])]);
    assert_eq!(rank(&ann, &id), sides[1]);
    assert_eq!(ann.json(&["review"]).as_array().unwrap().len(), 0);
    ann.json(&["sync"]);
    bob.json(&["sync", &dir]);
    assert_eq!((rank(&bob, &id), bob.json(&["review"]).as_array().unwrap().len()), (sides[1].clone(), 0));
    ann.json(&["undo"]);
    assert_eq!(rank(&ann, &id), sides[0]);
    ann.json(&["sync"]);
    bob.json(&["sync", &dir]);
    let again = bob.json(&["review"]);
    assert_eq!((&again[0]["id"], &again[0]["fields"][0]["lost"]), (&item["id"], &sides[1].clone().into()));
    ann.json(&["redo"]);
    assert_eq!((rank(&ann, &id), ann.json(&["review"]).as_array().unwrap().len()), (sides[1].clone(), 0));
    ann.json(&["undo"]);
    ann.json(&["edit", &id, "--set", "rank=C"]);
    assert_eq!(ann.json(&["review"]).as_array().unwrap().len(), 0, "whoever writes it now has seen both");
}

#[test]
fn keeping_what_stands_settles_it_and_an_id_nobody_has_is_refused() {
    let (ann, bob, id, place) = apart();
    let dir = place.path().display().to_string();
    let stands = rank(&ann, &id);
    let key = text(&ann.json(&["review"])[0]["id"]);
    let (exit, words) = ann.fails(&["review", "keep", "ffffffff"]);
    assert!(exit == 3 && words.contains("ffffffff"), "{words}");
    ann.json(&["review", "keep", &key[..4]]);
    ann.json(&["sync"]);
    bob.json(&["sync", &dir]);
    assert_eq!((rank(&bob, &id), bob.json(&["review"]).as_array().unwrap().len()), (stands, 0));
}

#[test]
fn a_sync_that_leaves_something_to_review_names_the_command() {
    let (ann, _bob, _id, _place) = apart();
    assert!(ann.says(&["sync"]).contains("`salesdesk review`"));
}

#[test]
fn a_sync_without_a_place_says_where_to_set_one() {
    let (exit, words) = Home::new().fails(&["sync"]);
    assert!(exit == 2 && words.contains("sync.folder"), "{words}");
}

#[test]
fn two_of_one_number_are_made_one() {
    let (ann, bob, _, place) = apart();
    let dir = place.path().display().to_string();
    bob.json(&["add", "Acme Trading", "--phone", "03-1234-5678"]);
    bob.json(&["sync", &dir]);
    ann.json(&["sync"]);
    let items = ann.json(&["review"]);
    let shared = items.as_array().unwrap().iter().find(|item| item["what"] == "shared").unwrap();
    assert_eq!(shared["address"], "03-1234-5678");
    ann.json(&["review", "take", &text(&shared["id"])]);
    assert_eq!(ann.json(&["find"]).as_array().unwrap().len(), 1);
    assert_eq!(ann.json(&["review"]).as_array().unwrap().len(), 1, "the rank still waits");
}
