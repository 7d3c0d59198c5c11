//! Places by chance: five desks, a share and a stick, years of work in few steps; files are folded,
//! carried, lost and cut, snapshots made, customers erased and history dropped; in the end all agree.
//!
//! `PLACES=200 cargo test --test it places` plays so many.

use std::fs;
use std::path::PathBuf;

use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::erasure::{self, Erasure};
use salesdesk::domain::{Change, Deed, Id, Noun, Value};
use salesdesk::exchange::sync::{Options, bundle};
use salesdesk::store::Desk;

use super::folding::{DAY, sync_at};
use super::sync::{NOW, Place, segments};

/// Played by `cargo test` unless told otherwise.
const FEW: u64 = 6;
const DESKS: usize = 5;
const STEPS: usize = 60;

/// Chance that can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

struct World {
    place: Place,
    desks: Vec<Desk>,
    customers: Vec<Id>,
    dirs: [PathBuf; 2],
    now: i64,
}

impl World {
    fn new() -> Self {
        let place = Place::new();
        let dirs = [place.shared(), place.path("stick")];
        fs::create_dir(&dirs[1]).unwrap();
        let mut desks: Vec<Desk> = (0..DESKS).map(|at| place.desk(&format!("desk {at}"))).collect();
        for dir in &dirs {
            sync_at(&mut desks[0], dir, &Options { init: true, ..Options::default() }, NOW);
        }
        Self { place, desks, customers: Vec::new(), dirs, now: NOW }
    }

    fn step(&mut self, dice: &mut Dice) {
        let at = dice.below(DESKS);
        match dice.below(100) {
            0..45 => self.work(at, dice),
            45..80 => self.sync(at, dice),
            80..85 => self.lose(dice),
            85..88 => self.cut(dice),
            88..91 => self.mail(at, dice),
            _ => self.now += DAY * [1, 1, 2, 3, 30, 300][dice.below(6)],
        }
    }

    fn work(&mut self, at: usize, dice: &mut Dice) {
        let known = (!self.customers.is_empty()).then(|| self.customers[dice.below(self.customers.len())]);
        let desk = &mut self.desks[at];
        let there = known.filter(|id| desk.get::<Customer>(*id).unwrap().is_some());
        let change = match there {
            Some(id) if dice.chance(5) && desk.get::<Erasure>(erasure::id_of(id)).unwrap().is_none() => {
                let (id, customer, at) = (erasure::id_of(id), Some(id), Some(self.now));
                Change::new(Deed::Erase, "").add(&Erasure { id, customer, at, ..Erasure::default() })
            }
            Some(id) if dice.chance(15) => Change::new(Deed::Delete, "").delete(Noun::Customer, id),
            Some(id) if dice.chance(70) => {
                let code = [customer::field::rank, customer::field::note][dice.below(2)];
                let value = Value::Text(["A", "B", "C"][dice.below(3)].to_owned());
                Change::new(Deed::Edit, "").set(Noun::Customer, id, vec![(code, value)])
            }
            _ => {
                let customer =
                    Customer { id: Id::mint(self.now), name: "Acme".into(), ..Customer::default() };
                self.customers.push(customer.id);
                Change::new(Deed::AddCustomer, "Acme").add(&customer)
            }
        };
        desk.commit(&change, self.now).unwrap();
    }

    fn sync(&mut self, at: usize, dice: &mut Dice) {
        let dir = &self.dirs[usize::from(dice.chance(25))];
        let options = Options {
            relay: dice.chance(40),
            snapshot: dice.chance(20),
            steward: at == 0,
            compact: dice.chance(25),
            ..Options::default()
        };
        sync_at(&mut self.desks[at], dir, &options, self.now);
    }

    fn any_file(&self, dice: &mut Dice) -> Option<PathBuf> {
        let files = segments(&self.dirs[dice.below(2)]);
        (!files.is_empty()).then(|| files[dice.below(files.len())].clone())
    }

    fn lose(&self, dice: &mut Dice) {
        self.any_file(dice).into_iter().for_each(|file| fs::remove_file(file).unwrap());
    }

    fn cut(&self, dice: &mut Dice) {
        let Some(file) = self.any_file(dice) else { return };
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..dice.below(bytes.len())]).unwrap();
    }

    fn mail(&mut self, at: usize, dice: &mut Dice) {
        let (file, to) = (self.place.path("mail.sds"), dice.below(DESKS));
        bundle::write(&self.desks[at], &file, None, true, None).unwrap();
        bundle::read(&mut self.desks[to], &file, None, self.now).unwrap();
    }

    /// Everybody meets at the share until nothing is new.
    fn end(&mut self, seed: u64) {
        let share = self.dirs[0].clone();
        self.now += DAY;
        for _ in 0..3 {
            for desk in &mut self.desks {
                sync_at(desk, &share, &Options { relay: true, ..Options::default() }, self.now);
            }
        }
        let mut fresh = self.place.desk("fresh");
        sync_at(&mut fresh, &share, &Options::default(), self.now);
        self.desks.push(fresh);
        let digests: Vec<String> = self.desks.iter().map(|desk| desk.digest().unwrap()).collect();
        assert!(digests.iter().all(|digest| *digest == digests[0]), "PLACES_SEED={seed}: {digests:?}");
        for id in &self.customers {
            let everywhere = self.desks.iter().all(|desk| desk.get::<Customer>(*id).unwrap().is_some());
            assert!(everywhere, "PLACES_SEED={seed}: {id} was saved and is not everywhere");
        }
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn places_where_everything_happens_leave_nobody_behind() {
    let seeds =
        number("PLACES_SEED").map_or_else(|| 0..number("PLACES").unwrap_or(FEW), |seed| seed..seed + 1);
    for seed in seeds {
        let (mut world, mut dice) = (World::new(), Dice(seed));
        (0..STEPS).for_each(|_| world.step(&mut dice));
        world.end(seed);
    }
}
