//! Files in a shared place after somebody was erased: ours go and come back scrubbed, others' are
//! never handed on.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::customer::Customer;
use salesdesk::domain::review::What;
use salesdesk::domain::synced::Synced;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::privacy::still_there;
use salesdesk::exchange::sync::{self, Options};
use salesdesk::store::Desk;

const NOW: i64 = 1_790_000_000_000;

struct Team(tempfile::TempDir);

impl Team {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn desk(&self, name: &str) -> Desk {
        Desk::open(&self.0.path().join(name), name, NOW).unwrap()
    }

    fn place(&self, name: &str) -> PathBuf {
        let place = self.0.path().join(name);
        fs::create_dir_all(&place).unwrap();
        place
    }
}

fn add(desk: &mut Desk, name: &str) -> Id {
    let customer = Customer { id: Id::mint(NOW), name: name.into(), ..Customer::default() };
    desk.commit(&Change::new(Deed::AddCustomer, name).add(&customer), NOW).unwrap();
    customer.id
}

fn synced(desk: &mut Desk, dir: &Path, relay: bool) -> Synced {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let options = Options { init: true, relay, ..Options::default() };
    sync::run(desk, dir, &options, NOW, &mut watch).unwrap()
}

fn files(dir: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for origin in fs::read_dir(dir.join("salesdesk-v1/o")).unwrap() {
        for file in fs::read_dir(origin.unwrap().path()).unwrap() {
            names.push(file.unwrap().file_name().into_string().unwrap());
        }
    }
    names.sort();
    names
}

#[test]
fn a_file_of_ones_own_goes_and_comes_back_without_their_words_and_once() {
    let team = Team::new();
    let (mut ann, dir) = (team.desk("ann"), team.place("place"));
    let id = add(&mut ann, "Acme");
    add(&mut ann, "Beta");
    synced(&mut ann, &dir, false);
    let before = files(&dir);
    ann.erase(id, "", NOW + 1).unwrap();
    assert_eq!(still_there(&mut ann, &dir, None, NOW).unwrap().len(), 1);
    let told = synced(&mut ann, &dir, false);
    assert_eq!((told.withdrawn, told.published), (1, 2));
    assert!(!files(&dir).contains(&before[0]));
    assert_eq!(still_there(&mut ann, &dir, None, NOW).unwrap(), []);
    let again = synced(&mut ann, &dir, false);
    assert_eq!((again.withdrawn, again.published), (0, 0));
}

#[test]
fn a_second_erasure_takes_back_what_the_first_had_published_anew() {
    let team = Team::new();
    let (mut ann, mut bob, dir) = (team.desk("ann"), team.desk("bob"), team.place("place"));
    let (one, other) = (add(&mut ann, "Acme"), add(&mut ann, "Beta"));
    synced(&mut ann, &dir, false);
    for (n, id) in [one, other].into_iter().enumerate() {
        ann.erase(id, "", NOW + 1 + i64::try_from(n).unwrap()).unwrap();
        assert_eq!(synced(&mut ann, &dir, false).withdrawn, 1, "{n}");
    }
    assert_eq!(still_there(&mut ann, &dir, None, NOW).unwrap(), []);
    synced(&mut bob, &dir, false);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    assert!(bob.erasure_of(one).unwrap().is_some() && bob.erasure_of(other).unwrap().is_some());
    let empty = team.place("empty");
    synced(&mut ann, &empty, false);
    assert_eq!(files(&empty), files(&dir), "an emptied place gets the same");
}

#[test]
fn a_file_carries_the_erasures_behind_its_own_rows_and_no_others() {
    let team = Team::new();
    let (mut ann, mut bob, dir) = (team.desk("ann"), team.desk("bob"), team.place("place"));
    let mut ids = Vec::new();
    for name in ["Acme", "Beta", "Gamma"] {
        ids.push(add(&mut ann, name));
        synced(&mut ann, &dir, false);
    }
    synced(&mut bob, &dir, false);
    for id in &ids[..2] {
        bob.erase(*id, "", NOW + 1).unwrap();
    }
    synced(&mut bob, &dir, false);
    assert_eq!(synced(&mut ann, &dir, false).withdrawn, 2);
    let mut carried = Vec::new();
    for file in fs::read_dir(dir.join(format!("salesdesk-v1/o/{}", ann.origin_shown()))).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let length = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
        let header: serde_json::Value = serde_json::from_slice(&bytes[12..12 + length]).unwrap();
        carried.push(header["carried"].as_array().map_or(0, Vec::len));
    }
    carried.sort_unstable();
    assert_eq!(carried, [0, 1, 1]);
}

#[test]
fn what_another_desk_wrote_is_not_handed_on_after_an_erasure_until_they_scrubbed_it() {
    let team = Team::new();
    let (mut ann, mut bob, mut cyd) = (team.desk("ann"), team.desk("bob"), team.desk("cyd"));
    let (dir, stick) = (team.place("place"), team.place("stick"));
    let id = add(&mut ann, "Acme");
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    bob.erase(id, "", NOW + 1).unwrap();
    let carried = synced(&mut bob, &stick, true);
    assert_eq!((carried.published, carried.relayed), (1, 0));
    synced(&mut bob, &dir, false);
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    assert_eq!(synced(&mut bob, &stick, true).relayed, 1, "scrubbed by who wrote it");
    assert_eq!(still_there(&mut bob, &stick, None, NOW).unwrap(), []);
    synced(&mut cyd, &stick, false);
    assert_eq!(cyd.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn rows_scrubbed_before_they_were_ever_sealed_go_out_with_the_erasure_behind_them() {
    let team = Team::new();
    let (mut ann, mut bob, dir) = (team.desk("ann"), team.desk("bob"), team.place("place"));
    let id = add(&mut ann, "Acme");
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    let edit = |name: &str| {
        let name = vec![(1, salesdesk::domain::Value::Text(name.into()))];
        Change::new(Deed::Edit, "Acme").set(salesdesk::domain::Noun::Customer, id, name)
    };
    bob.commit(&edit("Acme Foods"), NOW + 1).unwrap();
    ann.erase(id, "", NOW + 2).unwrap();
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    let bobs = fs::read_dir(dir.join(format!("salesdesk-v1/o/{}", bob.origin_shown()))).unwrap();
    let alone = bobs.map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let mut cyd = team.desk("cyd");
    for file in &alone {
        sync::bundle::read(&mut cyd, file, None, NOW).unwrap();
    }
    assert!(cyd.erasure_of(id).unwrap().is_some());
}

#[test]
fn one_made_one_with_somebody_erased_elsewhere_waits_for_a_look_and_is_told_apart() {
    let team = Team::new();
    let (mut ann, mut bob, dir) = (team.desk("ann"), team.desk("bob"), team.place("place"));
    let (erased, live) = (add(&mut ann, "Acme"), add(&mut ann, "Beta"));
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    ann.erase(erased, "", NOW + 1).unwrap();
    let merge = bob.merge_plan(live, erased).unwrap().unwrap().change();
    bob.commit(&merge, NOW + 1).unwrap();
    synced(&mut bob, &dir, false);
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    let items = ann.to_review(9).unwrap();
    assert_eq!(items, bob.to_review(9).unwrap());
    let item = items.iter().find(|item| matches!(item.what, What::ErasedAndMerged { .. })).unwrap();
    assert_eq!((item.customer, item.name.as_str()), (Some(live), "Beta"));
    ann.commit(&item.taken().unwrap(), NOW + 2).unwrap();
    synced(&mut ann, &dir, false);
    synced(&mut bob, &dir, false);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    assert!(bob.to_review(9).unwrap().iter().all(|item| !matches!(item.what, What::ErasedAndMerged { .. })));
    assert_eq!(bob.line(live).unwrap().unwrap().name, "Beta");
}
