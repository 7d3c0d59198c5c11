//! The pipelines: which stages deals go through, and what the deals in them come to.
//!
//! Every book has the standard one, derived and written nowhere until somebody changes it. Records
//! come from anywhere, so nothing here trusts them: what ends a deal goes on ending it.

mod board;
mod figures;
mod forecast;
mod laid;
mod moves;
#[cfg(test)]
mod tests;
mod which;

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset};

use super::deal::{Deal, win_back};
use super::record::{record, whole};
use super::stage::{self, Stage, StageFlag};
use super::{Change, Deed, Id, Write};
pub use board::{Card, Column, ENDED, OnBoard, Order, beside, columns, outlook, reorder};
pub use figures::{Ended, Figures, Pace, Range, Step, Volume, counts, ended_on, figures};
pub use forecast::{Class, Expected, class, expected};
pub use laid::{BYS, By, Laid, Named, laid};
pub use moves::{MOVES, Move, Moved};
pub use which::{Part, Telling, Which};

record! {
    /// A way deals go, from first to last stage.
    Pipeline in field {
        /// Short name in deals and on the command line.
        1 code: Text,
        /// English label.
        2 en: Text,
        /// Japanese label.
        3 ja: Text,
        /// Where it stands among others.
        4 position: Int,
    }
}

/// The code of the pipeline every book has; a deal that names none is in it.
pub const STANDARD: &str = "standard";

/// Days beyond these are not meant.
const MOST_DAYS: i64 = 3_650;

/// The id of the pipeline of that code: the same on every desk.
#[must_use]
pub fn id_of(code: &str) -> Id {
    Id::of_parts(&[b"pipeline", code.as_bytes()])
}

impl Pipeline {
    /// A pipeline of that code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self { id: id_of(code), code: code.to_owned(), ..Self::default() }
    }

    /// The write that makes it so, every field of it.
    #[must_use]
    pub fn put_on(&self) -> Write {
        whole(self)
    }
}

/// A pipeline with its stages in their order; those dropped too, for deals still stand in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Its stages.
    pub stages: Vec<Stage>,
}

impl Course {
    /// The standard pipeline as it is before anybody changes it.
    fn standard() -> Self {
        let stages = (1..).zip(stage::STANDARD).map(|(at, row)| row.on(STANDARD, at * 10));
        let (en, ja) = ("Standard".to_owned(), "標準".to_owned());
        Self { pipeline: Pipeline { en, ja, ..Pipeline::of(STANDARD) }, stages: stages.collect() }
    }

    /// A pipeline of one's own: it ends as the standard one does.
    #[must_use]
    pub fn of(pipeline: Pipeline) -> Self {
        let rows = (1..).zip(stage::STANDARD).filter(|(_, row)| row.flag != StageFlag::Open);
        let stages = rows.map(|(at, row)| row.on(&pipeline.code, 1_000 + at * 10)).collect();
        Self { pipeline, stages }
    }

    fn lay(&mut self, record: Stage) {
        let code = record.code.trim().to_owned();
        // What a standard stage means is not a matter of opinion: old deals stand there.
        let fixed = stage::STANDARD.iter().find(|row| row.code == code);
        let flag = fixed.map_or_else(|| record.flag().code(), |row| row.flag.code()).to_owned();
        let record = even(Stage { code, flag, ..record });
        match self.stages.iter_mut().find(|known| known.code == record.code) {
            Some(known) => *known = Stage { id: known.id, pipeline: self.pipeline.code.clone(), ..record },
            None => self.stages.push(record),
        }
    }

    /// Its stage of that code, one that was dropped too.
    #[must_use]
    pub fn stage(&self, code: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.code == code)
    }

    /// The stages a deal can be moved to, in their order.
    pub fn shown(&self) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(|stage| !stage.gone)
    }

    /// Where a deal begins: the stage after the first where there is talk already.
    #[must_use]
    pub fn first(&self, talked: bool) -> &str {
        let mut open = self.shown().filter(|stage| stage.flag() == StageFlag::Open);
        let first = open.next();
        let second = open.next().filter(|_| talked && self.pipeline.code == STANDARD);
        second.or(first).map_or("lead", |stage| stage.code.as_str())
    }

    /// The stage that a word means: by its code, or by a label in either language.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&Stage> {
        let same = |text: &str| !text.is_empty() && text.to_lowercase() == word.trim().to_lowercase();
        let by_code = self.shown().find(|stage| same(&stage.code));
        let by_label = || self.shown().find(|stage| same(&stage.en) || same(&stage.ja));
        let meant = || {
            super::typed::meant(word.trim()).find_map(|code| self.shown().find(|known| known.code == code))
        };
        by_code.or_else(by_label).or_else(meant)
    }
}

/// A record with nothing in it that could not have been meant.
fn even(record: Stage) -> Stage {
    Stage {
        probability: record.probability.map(|percent| percent.clamp(0, 100)),
        stale_days: record.stale_days.filter(|days| (1..=MOST_DAYS).contains(days)),
        ..record
    }
}

/// Every pipeline of a book, the standard one first unless somebody ordered them otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipelines(Arc<Vec<Course>>);

impl Default for Pipelines {
    fn default() -> Self {
        static STANDING: LazyLock<Pipelines> =
            LazyLock::new(|| Pipelines(Arc::new(vec![Course::standard()])));
        STANDING.clone()
    }
}

impl Pipelines {
    /// The standard pipeline, and over it what the book's records say.
    #[must_use]
    pub fn new(pipelines: Vec<Pipeline>, stages: Vec<Stage>) -> Self {
        if pipelines.is_empty() && stages.is_empty() {
            return Self::default();
        }
        let mut all = vec![Course::standard()];
        for record in pipelines {
            let code = record.code.trim().to_owned();
            match all.iter_mut().find(|course| course.pipeline.code == code) {
                _ if code.is_empty() => {}
                Some(course) => course.pipeline = Pipeline { id: id_of(&code), gone: false, code, ..record },
                None => all.push(Course::of(Pipeline { id: id_of(&code), code, ..record })),
            }
        }
        for record in stages.into_iter().filter(|stage| !stage.code.trim().is_empty()) {
            if let Some(course) = all.iter_mut().find(|course| course.pipeline.code == record.pipeline.trim())
            {
                course.lay(record);
            }
        }
        for course in &mut all {
            course.stages.sort_by_key(|stage| stage.position.unwrap_or(i64::MAX));
        }
        all.sort_by_key(|course| {
            course.pipeline.position.unwrap_or(i64::from(course.pipeline.code != STANDARD))
        });
        Self(Arc::new(all))
    }

    /// Every pipeline, dropped ones too.
    #[must_use]
    pub fn all(&self) -> &[Course] {
        &self.0
    }

    /// Those that a deal can be in, in their order.
    pub fn shown(&self) -> impl Iterator<Item = &Course> {
        self.0.iter().filter(|course| !course.pipeline.gone)
    }

    /// The pipeline of that code; the standard one where there is none.
    #[must_use]
    pub fn of(&self, code: &str) -> &Course {
        let found = self.0.iter().find(|course| course.pipeline.code == code);
        let standard = || self.0.iter().find(|course| course.pipeline.code == STANDARD);
        found.or_else(standard).unwrap_or(&self.0[0])
    }

    /// The pipeline that a word means: by its code, or by a label in either language.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&Course> {
        let same = |text: &str| !text.is_empty() && text.to_lowercase() == word.trim().to_lowercase();
        let is = |course: &&Course| {
            let Pipeline { code, en, ja, .. } = &course.pipeline;
            [code, en, ja].into_iter().any(|text| same(text))
        };
        self.shown().find(is)
    }

    /// A deal's stage: of its own pipeline, else of whichever knows that code.
    #[must_use]
    pub fn stage(&self, deal: &Deal) -> Option<&Stage> {
        let own = self.of(&deal.pipeline).stage(&deal.stage);
        own.or_else(|| self.0.iter().find_map(|course| course.stage(&deal.stage)))
    }

    /// What a deal's stage means; an unknown one (from a newer desk) counts as open.
    #[must_use]
    pub fn flag(&self, deal: &Deal) -> StageFlag {
        self.stage(deal).map_or(StageFlag::Open, Stage::flag)
    }

    /// Says whether a deal is still to be won.
    #[must_use]
    pub fn open(&self, deal: &Deal) -> bool {
        !deal.gone && self.flag(deal).open()
    }

    /// 0–100: a deal's own value, else its stage's.
    #[must_use]
    pub fn chance(&self, deal: &Deal) -> i64 {
        deal.probability.or_else(|| self.stage(deal)?.probability).unwrap_or(0).clamp(0, 100)
    }

    /// A deal in another stage, `today` (an ISO date) becoming its end where the stage ends it. One that
    /// ended there already keeps its day; only what is lost has a reason for it.
    #[must_use]
    pub fn moved(&self, deal: &Deal, stage: &str, today: &str) -> Deal {
        let mut moved = Deal { stage: stage.to_owned(), ..deal.clone() };
        let flag = self.flag(&moved);
        if flag.open() {
            moved.closed_on.clear();
        } else if deal.stage != moved.stage || moved.closed_on.is_empty() {
            today.clone_into(&mut moved.closed_on);
        }
        if flag != StageFlag::Lost {
            moved.lost_reason.clear();
        }
        moved
    }

    /// The change from one to the other, with the step on which a lost one is tried again.
    #[must_use]
    pub fn turned(
        &self,
        whom: impl Into<String>,
        was: &Deal,
        becomes: &Deal,
        now: DateTime<FixedOffset>,
    ) -> Change {
        let mut change = Change::new(Deed::EditDeal, whom).turn(was, becomes);
        let lost = self.flag(becomes) == StageFlag::Lost;
        change.writes.extend(win_back(Some(was), becomes, lost, now));
        change
    }

    /// Where a deal stands: its pipeline's place, then its stage's; unknown ones come last.
    #[must_use]
    pub fn place(&self, pipeline: &str, stage: &str) -> (usize, usize) {
        let course = self.of(pipeline);
        let pipelines = self.0.iter().position(|known| known == course).unwrap_or(self.0.len());
        let place = course.stages.iter().position(|known| known.code == stage);
        (pipelines, place.unwrap_or(course.stages.len()))
    }

    /// The codes of stages that are open in some pipeline, and of those the pairs of pipeline and
    /// stage that are not open after all.
    #[must_use]
    pub fn open_stages(&self) -> (Vec<&str>, Vec<(&str, &str)>) {
        let each = || self.0.iter().flat_map(|course| course.stages.iter());
        let mut open: Vec<&str> =
            each().filter(|stage| stage.flag().open()).map(|stage| stage.code.as_str()).collect();
        open.sort_unstable();
        open.dedup();
        let shut = each().filter(|stage| !stage.flag().open() && open.contains(&stage.code.as_str()));
        let shut = shut.map(|stage| (stage.pipeline.as_str(), stage.code.as_str())).collect();
        (open, shut)
    }
}
