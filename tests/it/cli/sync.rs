//! Desks that tell each other everything: through a folder, and in a single file.

use std::fs;

use super::{Home, text};

#[test]
fn two_desks_that_wrote_apart_are_one_after_they_met_and_the_value_that_lost_waits_for_a_look() {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let dir = place.path().display().to_string();
    let id = text(&ann.json(&["add", "Acme 田中", "--phone", "03-1234-5678"])["id"]);
    assert_eq!(ann.fails(&["sync", &dir]).0, 1, "a folder without a team is left alone");
    assert_eq!(ann.json(&["sync", &dir, "--init"])["published"], 1);
    assert_eq!(bob.json(&["sync", &dir])["imported"], 1);
    ann.json(&["edit", &id, "--set", "rank=A"]);
    bob.json(&["edit", &id, "--set", "rank=B"]);
    bob.json(&["sync", &dir]);
    let met = ann.json(&["sync", &dir]);
    let also = bob.json(&["sync", &dir]);
    assert_eq!((&met["digest"], &met["review"]), (&also["digest"], &also["review"]));
    assert_eq!(met["review"], 1);
    let again = ann.json(&["sync", &dir]);
    assert_eq!((again["imported"].as_u64(), again["published"].as_u64()), (Some(0), Some(0)));
}

#[test]
fn a_bundle_cut_anywhere_changes_nothing_and_a_whole_one_makes_desks_equal() {
    let (ann, bob) = (Home::new(), Home::new());
    ann.json(&["add", "Acme 田中", "--phone", "03-1234-5678"]);
    let (whole, cut) = (ann.path("whole.sds"), ann.path("cut.sds"));
    ann.json(&["bundle", "write", &whole.display().to_string()]);
    let bytes = fs::read(&whole).unwrap();
    let empty = bob.json(&["digest"]);
    for length in (0..bytes.len()).step_by(bytes.len() / 12) {
        fs::write(&cut, &bytes[..length]).unwrap();
        assert_eq!(bob.fails(&["bundle", "read", &cut.display().to_string()]).0, 1, "{length} bytes");
        assert_eq!(bob.json(&["digest"]), empty, "{length} bytes");
    }
    let read = bob.json(&["bundle", "read", &whole.display().to_string()]);
    assert_eq!(read["digest"], ann.json(&["digest"])["digest"]);
}
