//! The rep, the call list or the pipeline that somebody means by a name, or by the beginning of an id.

use super::session::Session;
use crate::domain::call_list::CallList;
use crate::domain::pipeline::{Course, Pipelines};
use crate::domain::rep::Rep;
use crate::domain::stage::Stage;
use crate::domain::view::View;
use crate::domain::{Id, Noun, Record, Trouble};
use crate::store::{self, Desk};

/// Characters of an id that must be given before its beginning counts.
const SHORTEST: usize = 4;

/// A rep by name, initials or id.
pub(super) fn rep(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<Id> {
    only(session, given, &session.all::<Rep>(desk)?, |rep| [&rep.name, &rep.initials])
}

/// A pipeline by its code or a label.
pub(super) fn pipeline<'a>(
    session: &Session,
    pipelines: &'a Pipelines,
    given: &str,
) -> anyhow::Result<&'a Course> {
    let all = || pipelines.shown().map(|course| course.pipeline.code.clone());
    pipelines.named(given).ok_or_else(|| session.no_such(Noun::Pipeline, given, all()))
}

/// A stage of a pipeline by its code or a label.
pub(super) fn stage<'a>(session: &Session, course: &'a Course, given: &str) -> anyhow::Result<&'a Stage> {
    let all = || course.shown().map(|stage| stage.code.clone());
    course.named(given).ok_or_else(|| session.no_such(Noun::Stage, given, all()))
}

/// The list that `name` means.
pub(super) fn call_list(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<CallList> {
    let id = match desk.call_list(name) {
        Err(store::Error::Trouble(Trouble::NotFound(_))) => {
            let lists = session.stored(desk.call_lists())?;
            return Err(session.no_such(Noun::CallList, name, lists.into_iter().map(|list| list.name)));
        }
        other => session.stored(other)?,
    };
    let list: Option<CallList> = session.stored(desk.get(id))?;
    list.ok_or_else(|| Trouble::NotFound(name.to_owned()).into())
}

/// The view that `name` means.
pub(super) fn view(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<View> {
    let views = session.stored(desk.views())?;
    let id = match desk.kept_view(name) {
        Err(store::Error::Trouble(Trouble::NotFound(_))) => {
            return Err(session.no_such(Noun::View, name, views.into_iter().map(|view| view.name)));
        }
        other => session.stored(other)?,
    };
    views.into_iter().find(|view| view.id == id).ok_or_else(|| Trouble::NotFound(name.to_owned()).into())
}

/// The only record that answers; a whole name before a part of an id.
fn only<R: Record>(
    session: &Session,
    given: &str,
    all: &[R],
    names: impl Fn(&R) -> [&String; 2],
) -> anyhow::Result<Id> {
    let given = given.trim();
    let called = |one: &&R| !given.is_empty() && names(one).iter().any(|name| *name == given);
    let begins = |one: &&R| given.len() >= SHORTEST && one.id().to_string().starts_with(given);
    let mut found: Vec<&R> = all.iter().filter(called).collect();
    if found.is_empty() {
        found = all.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [one] => Ok(one.id()),
        [] => Err(session.no_such(R::NOUN, given, all.iter().map(|one| names(one)[0].clone()))),
        several => {
            let candidates = several.iter().map(|one| format!("{} {}", one.id(), names(one)[0])).collect();
            Err(Trouble::Ambiguous { name: given.to_owned(), candidates }.into())
        }
    }
}
