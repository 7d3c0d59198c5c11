//! `salesdesk report cross`: any field against any field, counted, added up or as a rate.

use clap::Args;

use super::super::exit::{Exit, refuse};
use super::super::session::Session;
use super::asking::{Days, Whose};
use crate::domain::Noun;
use crate::domain::fold::fold;
use crate::domain::query::QUESTION;
use crate::domain::question::code_id;
use crate::domain::report::{Axis, Figures, Limits, VALUES, Valued};
use crate::i18n::Text;
use crate::store::Desk;

/// Any field against any field: counts, sums, rates
#[derive(Args, Debug)]
pub(super) struct Cross {
    /// What the rows are: a field, one of your own too, or q.CODE
    #[arg(long, value_name = "FIELD")]
    rows: String,
    /// What the columns are
    #[arg(long, value_name = "FIELD")]
    columns: Option<String>,
    /// What stands in the cells; how many unless told
    #[arg(long, value_name = "VALUE", value_parser = values())]
    value: Option<String>,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    whose: Whose,
    /// At most so many rows; the rest is one
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,
    /// At most so many columns; the rest is one
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..))]
    across: u16,
}

fn values() -> Vec<&'static str> {
    let codes = VALUES.iter().map(|(code, _)| *code);
    std::iter::once("count").chain(codes).collect()
}

impl Cross {
    pub(super) fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let asked = self.value.as_deref().and_then(Valued::of_code);
        let first = asked.map(Valued::noun);
        let rows = axis(session, desk, &self.rows, first)?;
        let columns = self.columns.as_ref().map(|given| axis(session, desk, given, first)).transpose()?;
        let axes: Vec<Axis> = [Some(rows), columns].into_iter().flatten().collect();
        let value = asked.unwrap_or_else(|| Valued::counting(&axes));
        let given = [Some(&self.rows), self.columns.as_ref()];
        for (axis, given) in axes.iter().zip(given.into_iter().flatten()) {
            if !value.takes(*axis) {
                let places = [("given", given.as_str()), ("value", value.code())];
                return Err(refuse(Exit::Usage, Text::CrossOfAnother.fill(session.lang, &places)));
            }
        }
        let limits = Limits { rows: self.limit.into(), columns: self.across.into() };
        let range = self.days.range(session)?;
        if value.noun() == Noun::Customer && (range.from.is_some() || range.to.is_some()) {
            return Err(refuse(Exit::Usage, Text::CrossOfNoDay.words(session.lang)));
        }
        self.whose.narrow(session, desk)?;
        let figures = desk.cross_figures((rows, columns, value), range, limits, session.now);
        Ok(Figures::Cross(session.stored(figures)?))
    }
}

/// What a name means as rows or columns.
fn axis(session: &Session, desk: &Desk, given: &str, first: Option<Noun>) -> anyhow::Result<Axis> {
    if let Some(code) = given.strip_prefix(QUESTION) {
        return answers(session, desk, given, code);
    }
    let own = session.stored(desk.all_own_fields())?;
    Axis::named(given, first, &own)
        .ok_or_else(|| refuse(Exit::Usage, Text::CrossNoSuchField.fill(session.lang, &[("given", given)])))
}

/// Answers to the questions of a code.
fn answers(session: &Session, desk: &Desk, given: &str, code: &str) -> anyhow::Result<Axis> {
    let surveys = session.stored(desk.surveys())?;
    let questions = || surveys.iter().flat_map(|survey| &survey.questions);
    let mut meant = questions().filter(|question| fold(&question.code) == fold(code)).peekable();
    if meant.peek().is_none() {
        let codes = questions().map(|question| format!("{QUESTION}{}", question.code));
        return Err(session.no_such(Noun::Question, given, codes));
    }
    Ok(Axis::Answer(code_id(code), meant.all(|question| question.kind == "score")))
}
