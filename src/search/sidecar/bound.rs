//! The most that anybody in a leaf can be worth, told by the signature alone.
//!
//! A leaf's bound may be too high, never too low: whoever reads leaves by falling bound may stop
//! once what was found is worth more than the next.

use super::copied::Copied;
use super::leaves::{LEAF, Leaves, Packed};
use super::term::{Term, Wanted, blocked, whole};
use super::{Sidecar, Unusable};
use crate::domain::query::{Due, Facet};
use crate::search::filter::Ready;
use crate::search::held::Judge;
use crate::search::rank::{How, Kind, PARTS, Part};
use crate::search::scan::Moments;
use crate::search::shelf::{Mask, NEVER_DUE};
use crate::search::sought::{Needle, Needles, Sought};

/// What a signature tells of a query.
pub(super) struct Bounds {
    /// The most that anybody in each leaf is worth; zero where nobody can be found.
    pub(super) of: Vec<u16>,
    /// For each part the leaves where the first word can stand in it; empty where there is none.
    pub(super) parts: Vec<Leaves>,
    /// Whom the filters over fields keep; everybody where there are none.
    pub(super) allowed: Option<Mask>,
}

/// The most a word is worth in each leaf.
struct WordBounds {
    best: Vec<u16>,
    /// The same but for beginning the name, where that can be another word's.
    rest: Vec<u16>,
}

/// A way to stand somewhere: what it is worth, where, and in which leaves.
struct Level {
    points: u16,
    kind: Kind,
    how: How,
    leaves: Leaves,
}

impl Level {
    fn begins_name(&self) -> bool {
        self.kind == Kind::NAME && matches!(self.how, How::Exact | How::Prefix)
    }
}

impl Sidecar {
    /// Every leaf's bound.
    pub(super) fn bounds(&self, sought: &Sought<'_>, moments: &Moments) -> Result<Bounds, Unusable> {
        let words = sought.words.iter().map(|word| self.levels(word)).collect::<Result<Vec<_>, _>>()?;
        let mut of = self.together(&words, sought.begin_apart()).unwrap_or_else(|| vec![1; self.leaves()]);
        if !sought.number.is_empty() {
            let number = self.highest(self.levels(&sought.number)?.iter());
            of.iter_mut().zip(number).for_each(|(sum, bound)| *sum = sum.saturating_add(bound));
        }
        if let Some(kept) = self.kept(sought, moments)? {
            Leaves::all(self.leaves()).each_not_in(&kept, |leaf| of[leaf] = 0);
        }
        let allowed = self.allowed(sought, moments)?;
        for (leaf, bound) in of.iter_mut().enumerate() {
            if allowed.as_ref().is_some_and(|allowed| !self.slots(leaf).any(|slot| allowed.has(slot))) {
                *bound = 0;
            }
        }
        Ok(Bounds { of, allowed, parts: words.first().map_or_else(Vec::new, |first| self.parts(first)) })
    }

    /// What all words are worth together in each leaf, if there are any: nothing where one cannot
    /// stand. Of words that begin apart only one can begin a customer's name.
    fn together(&self, words: &[Vec<Level>], begin_apart: bool) -> Option<Vec<u16>> {
        let (first, more) = words.split_first()?;
        if more.is_empty() {
            return Some(self.highest(first.iter()));
        }
        let bounds = |levels: &Vec<Level>| {
            let best = self.highest(levels.iter());
            let rest = self.highest(levels.iter().filter(|level| !begin_apart || !level.begins_name()));
            WordBounds { best, rest }
        };
        let words: Vec<WordBounds> = words.iter().map(bounds).collect();
        let sum = |leaf: usize| {
            let (mut sum, mut gain) = (0_u16, 0);
            for WordBounds { best, rest } in &words {
                if best[leaf] == 0 {
                    return 0;
                }
                sum = sum.saturating_add(rest[leaf]);
                gain = gain.max(best[leaf] - rest[leaf]);
            }
            sum.saturating_add(gain)
        };
        Some((0..self.leaves()).map(sum).collect())
    }

    /// All ways a word can stand somewhere, the best first.
    fn levels(&self, needles: &Needles<'_>) -> Result<Vec<Level>, Unusable> {
        let mut levels = Vec::new();
        for needle in needles {
            let wanted = Wanted::by(needle.finder.needle());
            for kind in Kind::within(needle.part) {
                self.push_levels(kind, &wanted, needle.anywhere, &mut levels)?;
            }
        }
        levels.sort_by_key(|level| std::cmp::Reverse(level.points));
        Ok(levels)
    }

    fn parts(&self, levels: &[Level]) -> Vec<Leaves> {
        let mut parts = vec![Leaves::none(self.leaves()); PARTS];
        levels.iter().for_each(|level| parts[level.kind.row().part as usize].or(&level.leaves));
        parts
    }

    /// The first of falling levels that each leaf is in.
    fn highest<'l>(&self, levels: impl Iterator<Item = &'l Level>) -> Vec<u16> {
        let mut bounds = vec![0; self.leaves()];
        let mut seen = Leaves::none(self.leaves());
        for level in levels {
            level.leaves.each_not_in(&seen, |leaf| bounds[leaf] = level.points);
            seen.or(&level.leaves);
        }
        bounds
    }

    /// Where a needle can stand in a kind of field, by how it stands there.
    fn push_levels(
        &self,
        kind: Kind,
        wanted: &Wanted,
        anywhere: bool,
        levels: &mut Vec<Level>,
    ) -> Result<(), Unusable> {
        let Some(inside) = self.with_all(kind, &wanted.grams)? else { return Ok(()) };
        let with = |leaves: &Leaves, term| self.with_one_more(kind, leaves, term);
        let level = |how, leaves| Level { points: kind.points(how), kind, how, leaves };
        if let Some(start) = with(&inside, wanted.start)? {
            let exact = match wanted.end {
                Some(end) => with(&start, end)?,
                None => Some(start.clone()),
            };
            levels.extend(exact.map(|exact| level(How::Exact, exact)));
            levels.push(level(How::Prefix, start));
        }
        levels.extend(with(&inside, wanted.later)?.map(|later| level(How::Word, later)));
        if anywhere {
            levels.push(level(How::Inside, inside));
        }
        Ok(())
    }

    /// The leaves that have all of the terms in a kind of field; nothing where none has.
    fn with_all(&self, kind: Kind, terms: &[Term]) -> Result<Option<Leaves>, Unusable> {
        let mut sets: Vec<Packed<Copied>> = Vec::with_capacity(terms.len());
        for term in terms {
            let Some(set) = self.leaves_with(kind, *term)? else { return Ok(None) };
            sets.push(set);
        }
        sets.sort_unstable_by_key(|set| set.count);
        let Some((fewest, more)) = sets.split_first() else { return Ok(None) };
        let mut leaves = fewest.unpack();
        more.iter().for_each(|set| leaves.and_packed(set));
        Ok(Some(leaves).filter(|leaves| !leaves.is_none()))
    }

    fn with_one_more(&self, kind: Kind, leaves: &Leaves, term: Term) -> Result<Option<Leaves>, Unusable> {
        let Some(set) = self.leaves_with(kind, term)? else { return Ok(None) };
        let mut both = leaves.clone();
        both.and_packed(&set);
        Ok(Some(both).filter(|leaves| !leaves.is_none()))
    }

    /// Whom all filters over fields keep; nothing where there are none.
    fn allowed(&self, sought: &Sought<'_>, moments: &Moments) -> Result<Option<Mask>, Unusable> {
        let mut allowed: Option<Mask> = None;
        for filter in &sought.filters {
            let Ready::Meets(key, asked) = &filter.test else { continue };
            let judge = Judge::of(asked, moments.here());
            let mut kept = self.held_by(*key, &|text| judge.meets(text))?;
            if filter.without {
                kept.turn_over(self.len());
            }
            match &mut allowed {
                Some(allowed) => allowed.and(&kept),
                None => allowed = Some(kept),
            }
        }
        Ok(allowed)
    }

    /// The leaves where somebody can meet all filters; nothing where no filter says anything of leaves.
    fn kept(&self, sought: &Sought<'_>, moments: &Moments) -> Result<Option<Leaves>, Unusable> {
        let mut kept: Option<Leaves> = None;
        for filter in sought.filters.iter().filter(|filter| !filter.without) {
            let Some(leaves) = self.meeting(&filter.test, moments)? else { continue };
            match &mut kept {
                Some(kept) => kept.and(&leaves),
                None => kept = Some(leaves),
            }
        }
        Ok(kept)
    }

    fn meeting(&self, test: &Ready<'_>, moments: &Moments) -> Result<Option<Leaves>, Unusable> {
        Ok(match test {
            Ready::Due(due) => self.due(*due, moments)?,
            Ready::Blocked(false) | Ready::Among(_) | Ready::Meets(..) => None,
            Ready::Blocked(true) => {
                let set = self.leaves_with(Kind::KIND, blocked())?;
                Some(set.map_or_else(|| Leaves::none(self.leaves()), |set| set.unpack()))
            }
            Ready::Holds { facet, needles, .. } => Some(self.holding(*facet, needles)?),
        })
    }

    fn holding(&self, facet: Facet, needles: &Needles<'_>) -> Result<Leaves, Unusable> {
        let mut leaves = Leaves::none(self.leaves());
        for needle in needles {
            for kind in Kind::of(facet).filter(|kind| kind.row().part == needle.part) {
                if let Some(holding) = self.having(kind, needle)? {
                    leaves.or(&holding);
                }
            }
        }
        Ok(leaves)
    }

    fn having(&self, kind: Kind, needle: &Needle<'_>) -> Result<Option<Leaves>, Unusable> {
        let text = needle.finder.needle();
        if needle.part == Part::Traits {
            return Ok(self.leaves_with(kind, whole(text))?.map(|set| set.unpack()));
        }
        self.with_all(kind, &Wanted::by(text).grams)
    }

    /// Rank order begins with who is due first.
    fn due(&self, due: Due, moments: &Moments) -> Result<Option<Leaves>, Unusable> {
        let (from, until) = match due {
            Due::Today => (moments.today, moments.end_of_today),
            Due::Overdue => (i64::MIN, moments.now),
            Due::Week => (moments.today, moments.end_of_week),
            Due::Any => (i64::MIN, NEVER_DUE),
            Due::None => return Ok(None),
        };
        let [from, until] = [self.first_due(from)?, self.first_due(until)?];
        let mut leaves = Leaves::none(self.leaves());
        (from / LEAF..until.div_ceil(LEAF)).for_each(|leaf| leaves.put(leaf));
        Ok(Some(leaves))
    }
}
