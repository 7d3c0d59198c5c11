//! What is held in fields, in the sidecar: of each field every value once, and the slots that hold it.
//!
//! A question is put to each value, not to each customer: of a million customers in fifty trades it is
//! put fifty times. `press` writes this, the bounds of a line read it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::ops::Range;

use bytemuck::{cast, try_cast_slice};

use super::header::Section;
use super::leaf::UNIT;
use super::press::place;
use super::sheaf::Gathered;
use super::{Sidecar, Unusable};
use crate::search::held::{self, Key, fields};
use crate::search::shelf::Mask;

/// So many values are read at a time.
const SOME: usize = 1_024;

/// Where what is held in a field lies: a [`Place`] for each value and one for the end, the slots, the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holding {
    key: Key,
    /// In [`UNIT`]s.
    at: u32,
    values: u32,
    slots: u32,
    text: u32,
}

/// A [`Holding`] as it is written: the key, and its four numbers.
pub(super) type Numbers = [u32; 8];

/// Where a value's text and slots begin among those of its field.
type Place = [u32; 2];

/// Every value of a field, and who holds it.
pub(super) struct Values<'a> {
    pub(super) holding: Holding,
    pub(super) places: Vec<Place>,
    pub(super) slots: Vec<u32>,
    pub(super) texts: Vec<&'a str>,
}

/// The fields that anybody holds something in.
pub(super) fn keys(all: &[Gathered<'_>]) -> BTreeSet<Key> {
    all.iter().flat_map(|one| fields(one.held())).map(|(key, _)| key).collect()
}

impl<'a> Values<'a> {
    /// All that is held in a field, taken off what everybody holds from there on: fields are read in
    /// the order of their keys.
    pub(super) fn of(key: Key, rest: &mut [&'a [u8]]) -> io::Result<Self> {
        let (mut texts, mut numbers) = (Vec::new(), HashMap::new());
        let mut held: Vec<(usize, u32)> = Vec::new();
        for (slot, rest) in rest.iter_mut().enumerate() {
            while let Some(text) = held::take(key, rest) {
                let number = *numbers.entry(text).or_insert_with(|| {
                    texts.push(text);
                    texts.len() - 1
                });
                held.push((number, place(slot)?));
            }
        }
        let mut sizes = vec![0; texts.len()];
        held.iter().for_each(|(number, _)| sizes[*number] += 1);
        let mut places: Vec<Place> = vec![[0; 2]];
        let (mut text_end, mut slots_end) = (0, 0);
        for (text, size) in texts.iter().zip(sizes) {
            text_end += text.len();
            slots_end += size;
            places.push([place(text_end)?, place(slots_end)?]);
        }
        let mut slots = vec![0; held.len()];
        let mut next: Vec<usize> = places.iter().map(|[_, slots]| *slots as usize).collect();
        for (number, slot) in held {
            slots[next[number]] = slot;
            next[number] += 1;
        }
        let holding = Holding {
            key,
            at: 0,
            values: place(texts.len())?,
            slots: place(slots.len())?,
            text: place(text_end)?,
        };
        Ok(Self { holding, places, slots, texts })
    }
}

impl Holding {
    /// As it is written, where its field lies `at`.
    pub(super) fn numbers(&self, at: u32) -> Numbers {
        let [a, b, c, d] = cast(self.key.bytes());
        [a, b, c, d, at, self.values, self.slots, self.text]
    }

    fn read([a, b, c, d, at, values, slots, text]: Numbers) -> Self {
        Self { key: Key::new(cast([a, b, c, d])), at, values, slots, text }
    }

    fn places(&self, values: &Range<usize>) -> Range<usize> {
        let from = self.at as usize * UNIT;
        from + values.start * 8..from + (values.end + 1) * 8
    }

    fn slots(&self, slots: &Range<usize>) -> Range<usize> {
        let from = self.places(&(0..self.values as usize)).end;
        from + slots.start * 4..from + slots.end * 4
    }

    fn text(&self, text: &Range<usize>) -> Range<usize> {
        let from = self.slots(&(0..self.slots as usize)).end;
        from + text.start..from + text.end
    }
}

impl Sidecar {
    /// The slots of whoever holds something in a field that `meets`.
    pub(super) fn held_by(&self, key: Key, meets: &dyn Fn(&str) -> bool) -> Result<Mask, Unusable> {
        let mut found = Mask::default();
        let all = self.copied(Section::Fields, 0..self.span(Section::Fields).len())?;
        let all: &[Numbers] = try_cast_slice(all.bytes()).map_err(|_| Unusable)?;
        if let Some(holding) = all.iter().copied().map(Holding::read).find(|holding| holding.key == key) {
            let values = holding.values as usize;
            for from in (0..values).step_by(SOME) {
                self.holding_some(&holding, from..(from + SOME).min(values), meets, &mut found)?;
            }
        }
        Ok(found)
    }

    fn holding_some(
        &self,
        holding: &Holding,
        values: Range<usize>,
        meets: &dyn Fn(&str) -> bool,
        found: &mut Mask,
    ) -> Result<(), Unusable> {
        let places = self.copied(Section::Holdings, holding.places(&values))?;
        let places: &[Place] = try_cast_slice(places.bytes()).map_err(|_| Unusable)?;
        let [first, .., last] = places else { return Err(Unusable) };
        let [text_from, slots_from] = first.map(|at| at as usize);
        let texts = self.copied(Section::Holdings, holding.text(&(text_from..last[0] as usize)))?;
        let mut slots = None;
        for (begins, ends) in places.iter().zip(&places[1..]) {
            let within = |nth: usize, from: usize| {
                let [begins, ends] = [begins[nth], ends[nth]].map(|at| (at as usize).checked_sub(from));
                Some(begins?..ends?)
            };
            let text = within(0, text_from).and_then(|text| texts.bytes().get(text)).ok_or(Unusable)?;
            if !meets(str::from_utf8(text).map_err(|_| Unusable)?) {
                continue;
            }
            if slots.is_none() {
                let some = holding.slots(&(slots_from..last[1] as usize));
                slots = Some(self.copied(Section::Holdings, some)?);
            }
            let all: &[u32] = slots
                .as_ref()
                .map_or(Ok(&[][..]), |slots| try_cast_slice(slots.bytes()))
                .map_err(|_| Unusable)?;
            let these = within(1, slots_from).and_then(|these| all.get(these)).ok_or(Unusable)?;
            these
                .iter()
                .filter(|slot| (**slot as usize) < self.len())
                .for_each(|slot| found.put(*slot as usize));
        }
        Ok(())
    }
}
