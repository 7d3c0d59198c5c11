//! The columns of a review: which one is in doubt, how it is named, what leaving it out means.

use crate::domain::choices::{LEAVE_OUT, OWN_FIELD};
use crate::domain::plan::{ColumnUse, ImportPlan};

/// A column is in doubt below this.
const SURE: u8 = 80;

/// The first column that somebody had better look at.
pub(super) fn doubtful(plan: &ImportPlan) -> Option<usize> {
    let at = plan.columns.iter().position(in_doubt);
    if plan.nobody { at.or(Some(0)) } else { at }
}

/// Says whether nobody is sure where a column goes.
#[must_use]
pub fn in_doubt(column: &ColumnUse) -> bool {
    let nowhere = column.field.as_deref().is_none_or(|field| field.starts_with(OWN_FIELD));
    column.confidence < SURE && !(nowhere && column.samples.is_empty())
}

/// A column as `--map` names it: by its header, or by its place where that says more or less than
/// one column.
pub(super) fn name(plan: &ImportPlan, at: usize) -> String {
    let header = &plan.columns[at].header;
    let alone = plan.columns.iter().filter(|column| column.header == *header).count() == 1;
    if alone && !header.trim().is_empty() { header.clone() } else { (at + 1).to_string() }
}

/// The field of one's own that a column becomes.
pub(super) fn own(column: &ColumnUse) -> String {
    format!("{OWN_FIELD}{}", column.header.trim())
}

/// Where a column goes when it is left out, or no longer is; `before` remembers where it went.
pub(super) fn toggled(column: &ColumnUse, at: usize, before: &mut Vec<(usize, String)>) -> String {
    let known = before.iter().position(|(place, _)| *place == at).map(|place| before.swap_remove(place).1);
    if column.field.as_deref() == Some(LEAVE_OUT) {
        return known.unwrap_or_else(|| own(column));
    }
    let went = column.field.clone().filter(|field| field != "label").unwrap_or_else(|| own(column));
    before.push((at, went));
    LEAVE_OUT.to_owned()
}
