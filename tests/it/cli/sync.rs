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
fn a_bundle_that_was_cut_is_a_failure_and_a_whole_one_makes_desks_equal() {
    let (ann, bob) = (Home::new(), Home::new());
    ann.json(&["add", "Acme 田中", "--phone", "03-1234-5678"]);
    let (whole, cut) = (ann.path("whole.sds"), ann.path("cut.sds"));
    ann.json(&["bundle", "write", &whole.display().to_string()]);
    let bytes = fs::read(&whole).unwrap();
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(bob.fails(&["bundle", "read", &cut.display().to_string()]).0, 1);
    let read = bob.json(&["bundle", "read", &whole.display().to_string()]);
    assert_eq!(read["digest"], ann.json(&["digest"])["digest"]);
}

fn piped(home: &Home, args: &[&str], words: &str) -> (Option<i32>, String, String) {
    let output = home.command(args).write_stdin(words).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_place_locked_with_a_passphrase_opens_with_it_and_with_the_key_that_was_kept() {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let dir = place.path().display().to_string();
    ann.add("Acme 田中");
    let mut make = vec!["sync", &dir, "--init", "--encrypt", "passphrase", "--passphrase-fd", "0"];
    make.extend(["--keep-key", "team.key", "--json"]);
    let (code, said, why) = piped(&ann, &make, "correct horse\n");
    assert!(code == Some(0) && said.contains("\"published\":1"), "{said}{why}");
    assert_eq!(ann.json(&["sync", &dir, "--key-file", "team.key"])["published"], 0);
    let (code, why) = bob.fails(&["sync", &dir, "--no-input"]);
    assert!(code == 6 && why.contains("--passphrase-fd"), "{why}");
    let (code, _, why) = piped(&bob, &["sync", &dir, "--passphrase-fd", "0"], "horse\n");
    assert!(code == Some(1) && why.contains("passphrase does not open it"), "{why}");
    assert_eq!(bob.json(&["find"]).as_array().unwrap().len(), 0);
    let keep = ["sync", &dir, "--passphrase-fd", "0", "--keep-key", "team.key"];
    assert_eq!(piped(&bob, &keep, "correct horse\n").0, Some(0));
    let again = bob.json(&["sync", &dir, "--key-file", "team.key"]);
    assert_eq!((&again["imported"], &again["digest"]), (&0.into(), &ann.json(&["digest"])["digest"]));
    let (code, why) = bob.fails(&["sync", &dir, "--key-file", "team.key", "--rekey"]);
    assert!(code == 2 && why.contains("--recipients"), "{why}");
}

#[test]
fn a_locked_bundle_is_read_with_its_passphrase_alone() {
    let (ann, bob) = (Home::new(), Home::new());
    ann.add("Acme 田中");
    let file = ann.path("monday.sds").display().to_string();
    let write = ["bundle", "write", &file, "--encrypt", "passphrase", "--passphrase-fd", "0"];
    assert_eq!(piped(&ann, &write, "correct horse\n").0, Some(0));
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n-> scrypt "));
    let before = bob.json(&["digest"]);
    let read = ["bundle", "read", &file, "--passphrase-fd", "0"];
    let (code, _, why) = piped(&bob, &read, "horse\n");
    assert!(code == Some(1) && why.contains("passphrase does not open it"), "{why}");
    assert_eq!(bob.fails(&["bundle", "read", &file]).0, 6);
    assert_eq!(bob.json(&["digest"]), before);
    assert_eq!(piped(&bob, &read, "correct horse\n").0, Some(0));
    assert_eq!(bob.json(&["digest"]), ann.json(&["digest"]));
}

#[test]
fn a_configured_locked_place_is_told_by_doctor_and_synced_with_its_key_file_alone() {
    let (home, place) = (Home::new(), tempfile::tempdir().unwrap());
    let dir = place.path().display().to_string();
    home.add("Acme 田中");
    let told = || text(&home.json(&["doctor"])["facts"]["shared folder"]);
    let configure = |lines: &str| {
        let config = home.path("config/salesdesk");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("config.toml"), format!("[sync]\nfolder = \"{dir}\"\n{lines}\n")).unwrap();
    };
    configure("");
    assert!(told().contains("not locked"), "{}", told());
    let make =
        ["sync", "--init", "--encrypt", "passphrase", "--passphrase-fd", "0", "--keep-key", "team.key"];
    assert_eq!(piped(&home, &make, "correct horse\n").0, Some(0));
    assert!(told().contains("locked; without"), "{}", told());
    assert_eq!(home.fails(&["sync"]).0, 6);
    configure(&format!("key_file = \"{}\"", home.path("team.key").display()));
    assert!(told().contains("locked, opened with"), "{}", told());
    assert_eq!(home.json(&["sync"])["published"], 0);
}

#[test]
fn a_new_desk_that_finds_only_a_snapshot_has_everybody_and_finds_them() {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let dir = place.path().display().to_string();
    ann.json(&["add", "Acme 田中", "--phone", "03-1234-5678"]);
    let made = ann.json(&["sync", &dir, "--init", "--snapshot"]);
    let name = text(&made["snapshot"]);
    assert!(name.contains("/snap-20261120-"), "{name}");
    for file in fs::read_dir(place.path().join("salesdesk-v1").join(&name).parent().unwrap()).unwrap() {
        let file = file.unwrap().path();
        if !file.display().to_string().ends_with(&name) {
            fs::remove_file(file).unwrap();
        }
    }
    bob.json(&["find", "x"]);
    assert!(bob.json(&["sync", &dir])["joined"].as_u64() > Some(0));
    assert_eq!(bob.json(&["find", "田中"]).as_array().unwrap().len(), 1);
    assert_eq!(bob.json(&["digest"])["digest"], ann.json(&["digest"])["digest"]);
    assert_eq!(ann.json(&["sync", &dir, "--compact"])["published"], 1, "what was lost is there again");
}
