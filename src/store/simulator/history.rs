//! A history: its steps, each with a seed of its own, so that one can be left out and the others stay.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use super::dice::Dice;
use super::world::{COPIES, STEPS, Step, World};
use super::{Fault, Outcome};
use crate::store::planted::{Bug, plant};

/// Every so many histories some desks are older than others.
const MIXED: u64 = 5;

/// Every so many desks are copied often.
const TWINS: u64 = 4;

#[derive(Clone)]
pub(super) struct History {
    seed: u64,
    steps: Vec<(Step, u64)>,
}

impl History {
    pub(super) fn of(seed: u64) -> Self {
        let dice = &mut Dice::new(seed);
        let all: usize = STEPS.iter().map(|(often, _)| often).sum();
        let copies = seed % TWINS == 1;
        let one = |dice: &mut Dice| {
            if copies && dice.chance(COPIES) {
                return (Step::Copy, dice.next());
            }
            let mut left = dice.below(all);
            let step = STEPS.iter().find(|(often, _)| {
                let here = left < *often;
                left = left.wrapping_sub(*often);
                here
            });
            (step.expect("below the sum").1, dice.next())
        };
        let steps = (0..30 + dice.below(60)).map(|_| one(dice)).collect();
        Self { seed, steps }
    }

    /// Plays it to the end.
    pub(super) fn play(&self) -> Outcome {
        let played = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::new(&mut Dice::new(self.seed), self.seed.is_multiple_of(MIXED))?;
            for (step, seed) in &self.steps {
                world.take(*step, *seed)?;
            }
            world.judge(self.seed)?;
            world.close();
            Ok(())
        }));
        played.unwrap_or_else(|_| Err(Fault("it panicked".into())))
    }

    /// Leaves out what is not needed to fail.
    fn shrunk(mut self) -> Self {
        let mut size = self.steps.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at < self.steps.len() {
                let mut fewer = self.clone();
                fewer.steps.drain(at..(at + size).min(self.steps.len()));
                if fewer.play().is_err() {
                    self = fewer;
                } else {
                    at += size;
                }
            }
            size /= 2;
        }
        self
    }
}

/// The first history that failed, how many were played, and why it did.
pub(super) struct Failed {
    pub(super) played: u64,
    seed: u64,
    fault: Fault,
}

impl Failed {
    /// How to see it again, and the fewest steps that fail.
    pub(super) fn told(&self) -> String {
        let shrunk = History::of(self.seed).shrunk();
        let why = shrunk.play().err().map(|fault| fault.0).unwrap_or_default();
        let replay = format!("SIMULATE_SEED={} cargo test --lib simulator", self.seed);
        format!("{replay}\n{}\nof {} steps: {:?}\n{why}", self.fault.0, shrunk.steps.len(), shrunk.steps)
    }
}

/// Plays histories on all cores, with a fault in the store if one is given; stops at the first that
/// fails.
pub(super) fn play(seeds: std::ops::Range<u64>, bug: Option<Bug>) -> Option<Failed> {
    let (next, stop, failed) = (AtomicU64::new(seeds.start), AtomicBool::new(false), Mutex::new(None));
    let worker = || {
        plant(bug);
        while !stop.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return;
            }
            if let Err(fault) = History::of(seed).play() {
                stop.store(true, Ordering::Relaxed);
                let mut failed = failed.lock().expect("nobody panics holding it");
                failed.get_or_insert(Failed { played: seed - seeds.start + 1, seed, fault });
            }
        }
    };
    std::thread::scope(|scope| {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        (0..cores).for_each(|_| drop(scope.spawn(worker)));
    });
    failed.into_inner().expect("nobody panics holding it")
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Played by `cargo test` unless told otherwise.
const FEW: u64 = 1_500;

#[test]
fn desks_that_saw_the_same_agree_whatever_came_before() {
    let seeds =
        number("SIMULATE_SEED").map_or_else(|| 0..number("SIMULATE").unwrap_or(FEW), |seed| seed..seed + 1);
    let (count, begun) = (seeds.end - seeds.start, Instant::now());
    if let Some(failed) = play(seeds, None) {
        panic!("{}", failed.told());
    }
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("{count} histories in {seconds:.1} s");
}
