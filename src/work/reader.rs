//! The reading thread: pages, the agenda, histories, the header's counts; in order, but for pages,
//! of which only the newest asked for is read. It also notices what other programs write.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Bench;
use crate::app::agenda::end_of_today;
use crate::app::msg::{Counts, Reply};
use crate::domain::Id;
use crate::store::{Desk, Result};

/// How often another program's commits are looked for.
const LOOK: Duration = Duration::from_millis(500);
/// Activities on a page.
const ACTIVITIES: usize = 200;
/// Rows of the agenda.
const AGENDA: usize = 500;
/// Entries of a history.
const HISTORY: usize = 500;

/// What can be asked.
pub(super) enum Question {
    /// A customer's page.
    Page(Id),
    /// What is due.
    Agenda,
    /// What happened to a customer.
    History(Id),
}

/// The way to the thread.
pub(super) struct Reader {
    questions: Sender<Question>,
}

impl Reader {
    pub(super) fn start(bench: Bench) -> Self {
        let (questions, asked) = channel();
        thread::spawn(move || serve(&bench, &asked));
        Self { questions }
    }

    pub(super) fn page(&self, id: Id) {
        self.ask(Question::Page(id));
    }

    pub(super) fn ask(&self, question: Question) {
        // A thread that ended has said why; nobody is there to answer.
        let _ = self.questions.send(question);
    }
}

fn serve(bench: &Bench, asked: &Receiver<Question>) {
    let desk = match Desk::open_to_read(&bench.book) {
        Ok(desk) => desk,
        Err(error) => {
            (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            return;
        }
    };
    let mut seen = desk.newest();
    say(bench, outcomes(&desk));
    say(bench, counts(&desk, bench));
    loop {
        match asked.recv_timeout(LOOK) {
            Ok(question) => answer(bench, &desk, newest(question, asked)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let newest = desk.newest();
        if newest.as_ref().ok() != seen.as_ref().ok() {
            say(bench, counts(&desk, bench));
            if newest.as_ref().is_ok_and(|newest| *newest != bench.own.load(Ordering::SeqCst)) {
                (bench.send)(Reply::Changed);
            }
            seen = newest;
        }
    }
}

/// Of pages asked for one after the other, the last.
fn newest(first: Question, asked: &Receiver<Question>) -> Vec<Question> {
    let mut questions = vec![first];
    for question in asked.try_iter() {
        if matches!((questions.last(), &question), (Some(Question::Page(_)), Question::Page(_))) {
            questions.pop();
        }
        questions.push(question);
    }
    questions
}

fn answer(bench: &Bench, desk: &Desk, questions: Vec<Question>) {
    for question in questions {
        let reply = match question {
            Question::Page(id) => page(desk, id),
            Question::Agenda => desk.agenda(AGENDA).map(Reply::Agenda),
            Question::History(id) => desk.history(id, HISTORY).map(Reply::History),
        };
        say(bench, reply);
    }
}

fn say(bench: &Bench, reply: Result<Reply>) {
    let reply = reply.unwrap_or_else(|error| Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
    (bench.send)(reply);
}

/// A customer's page.
pub(super) fn page(desk: &Desk, id: Id) -> Result<Reply> {
    Ok(Reply::Loaded(desk.page(id, ACTIVITIES)?.map(Box::new)))
}

fn outcomes(desk: &Desk) -> Result<Reply> {
    Ok(Reply::Desk { outcomes: desk.outcomes()?, rep: desk.rep() })
}

/// The counts of the header.
pub(super) fn counts(desk: &Desk, bench: &Bench) -> Result<Reply> {
    let now = (bench.clock)();
    let end = end_of_today(now);
    Ok(Reply::Counts(Counts {
        customers: desk.customer_count()?,
        calls_today: desk.calls_since(end - 24 * 3_600_000)?,
        due: desk.due_count(now.timestamp_millis())?,
    }))
}
