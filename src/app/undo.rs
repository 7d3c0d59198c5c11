//! The steps a text field can take back: typing by the word, erasing by the word, everything else one by one.

use std::collections::VecDeque;

use unicode_segmentation::UnicodeSegmentation;

use super::word;

/// How many steps are kept; the oldest go first.
const MOST: usize = 2000;

/// What kind of edit a step is: the first two grow with the next of their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Typed at the caret.
    Typed,
    /// Erased before the caret.
    Erased,
    /// Anything else: a paste, a cut, a whole new text.
    Whole,
}

/// At byte `at`, `taken` went and `put` came; before, the caret stood at `caret`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: usize,
    pub(super) taken: String,
    pub(super) put: String,
    pub(super) caret: usize,
}

/// The steps done and the steps taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// The manner of the newest step while it may still grow.
    open: Option<Manner>,
}

impl Past {
    /// Remembers a step; what was undone before it is gone.
    pub(super) fn push(&mut self, step: Step, manner: Manner) {
        self.undone.clear();
        let grows = self.open == Some(manner);
        self.open = Some(manner);
        match self.done.back_mut().filter(|last| grows && follows(last, &step, manner)) {
            Some(last) if manner == Manner::Typed => last.put.push_str(&step.put),
            Some(last) => {
                last.taken.insert_str(0, &step.taken);
                last.at = step.at;
            }
            None => self.done.push_back(step),
        }
        if self.done.len() > MOST {
            self.done.pop_front();
        }
    }

    /// Ends the newest step: the next edit starts its own.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// The step to take back, and moves it to those that can be done again.
    pub(super) fn undo(&mut self) -> Option<Step> {
        self.close();
        let step = self.done.pop_back()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to do again.
    pub(super) fn redo(&mut self) -> Option<Step> {
        self.close();
        let step = self.undone.pop()?;
        self.done.push_back(step.clone());
        Some(step)
    }
}

/// Says whether `next` goes on where `last` stopped, within one word and the blanks behind it.
fn follows(last: &Step, next: &Step, manner: Manner) -> bool {
    let (first, second, meets) = match manner {
        Manner::Typed => (
            ending(&last.put),
            beginning(&next.put),
            last.at + last.put.len() == next.at && next.taken.is_empty(),
        ),
        Manner::Erased => (
            ending(&next.taken),
            beginning(&last.taken),
            next.at + next.taken.len() == last.at && next.put.is_empty(),
        ),
        Manner::Whole => return false,
    };
    meets && (word::joined(first, second) || second.trim().is_empty())
}

/// The last glyph of `text`.
fn ending(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}

/// The first glyph of `text`.
fn beginning(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}
