//! The input thread: keys, pastes and sizes from the terminal, sent on as they come.
//!
//! It can be paused while an editor has the terminal. Reading from a dead terminal may never return, so nothing waits
//! for this thread longer than [`PATIENCE`], and nobody joins it.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

use crate::keys::{Code, Key};

/// How long one look for input may take; a pause does not wait for it, it is only the net below the wake-up.
const LOOK: Duration = Duration::from_secs(1);
/// How long a pause waits for the thread.
const PATIENCE: Duration = Duration::from_secs(2);
/// The gap that ends a paste from a terminal that does not mark pastes.
const GAP: Duration = Duration::from_millis(5);
/// So many keys at once without Enter are a paste.
const LONG: usize = 64;
/// So many keys at once are a paste if they are [`LINES`] lines.
const SHORT: usize = 24;
/// See [`SHORT`].
const LINES: usize = 3;

/// What the terminal reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Pasted text, as it came: line breaks of any kind, controls included.
    Paste(String),
    /// The terminal's new width and height in cells.
    Resize(u16, u16),
    /// The terminal is gone; nothing follows.
    Gone,
}

/// The hold on the input thread.
pub struct Keyboard {
    gate: Arc<Gate>,
}

/// The input thread stands still while this lives.
pub struct Pause<'a>(&'a Gate);

#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    wanted: bool,
    standing: bool,
}

impl Keyboard {
    /// Starts the thread, which ends when the terminal dies or `send` answers that nobody listens any more.
    pub fn start(mut send: impl FnMut(Input) -> bool + Send + 'static) -> io::Result<Self> {
        let gate = Arc::new(Gate::default());
        let own = Arc::clone(&gate);
        thread::Builder::new().name("input".into()).spawn(move || {
            loop {
                own.stand_while_wanted();
                let Ok(events) = gather() else {
                    send(Input::Gone);
                    return;
                };
                if !inputs(&events).into_iter().all(&mut send) {
                    return;
                }
            }
        })?;
        Ok(Self { gate })
    }

    /// Keeps the thread from the terminal until the answer is dropped.
    #[must_use]
    pub fn pause(&self) -> Pause<'_> {
        let mut state = self.gate.lock();
        state.wanted = true;
        // A change of size is what the reader wakes up for; nothing has changed, so nobody is disturbed.
        raise(SIGWINCH).ok();
        let standing = self.gate.changed.wait_timeout_while(state, PATIENCE, |state| !state.standing);
        drop(standing);
        Pause(&self.gate)
    }
}

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        self.0.lock().wanted = false;
        self.0.changed.notify_all();
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stand_while_wanted(&self) {
        let mut state = self.lock();
        state.standing = state.wanted;
        self.changed.notify_all();
        state = self.changed.wait_while(state, |state| state.wanted).unwrap_or_else(PoisonError::into_inner);
        state.standing = false;
    }
}

/// Everything queued, once something is; nothing after [`LOOK`]. What looks like a paste is waited for to its end.
fn gather() -> io::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut wait = LOOK;
    while event::poll(wait)? {
        events.push(event::read()?);
        wait = if events.len() < SHORT { Duration::ZERO } else { GAP };
    }
    Ok(events)
}

/// The inputs that events queued together stand for: of sizes only the last, and a burst of text as one paste.
fn inputs(events: &[Event]) -> Vec<Input> {
    let (mut inputs, mut run, mut size) = (Vec::new(), Vec::new(), None);
    for event in events {
        let key = event.as_key_event().and_then(Key::from_event);
        match (event, key) {
            (_, Some(key)) if text_of(key).is_some() => run.push(key),
            (_, Some(key)) => {
                end_run(&mut run, &mut inputs);
                inputs.push(Input::Key(key));
            }
            (Event::Paste(text), _) => {
                end_run(&mut run, &mut inputs);
                inputs.push(Input::Paste(text.clone()));
            }
            (Event::Resize(width, height), _) => size = Some(Input::Resize(*width, *height)),
            _ => {}
        }
    }
    end_run(&mut run, &mut inputs);
    inputs.extend(size);
    inputs
}

/// What a key writes where it is part of a paste.
fn text_of(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Enter, alt: false, shift: false, .. } => Some('\n'),
        Key { code: Code::Tab, alt: false, shift: false, .. } => Some('\t'),
        key => key.written(),
    }
}

/// Ends a run of text keys: a paste, or the keys one by one.
fn end_run(run: &mut Vec<Key>, inputs: &mut Vec<Input>) {
    let text: String = run.iter().filter_map(|key| text_of(*key)).collect();
    if is_paste(&text) {
        inputs.push(Input::Paste(text));
    } else {
        inputs.extend(run.iter().copied().map(Input::Key));
    }
    run.clear();
}

/// Says whether keys that came at once are a paste from a terminal that does not mark pastes: one long line without
/// Enter, or several lines. One or two lines ending in Enter are what a slow connection makes of typing, and what
/// scripts send; taking those for a paste would lose the Enter.
fn is_paste(text: &str) -> bool {
    let keys = text.chars().count();
    let lines = text.trim_end_matches('\n').split('\n').count();
    (keys >= LONG && !text.contains('\n')) || (keys >= SHORT && lines >= LINES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn typed(text: &str) -> Vec<Event> {
        let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        text.chars().map(|c| Event::Key(KeyEvent::new(code(c), KeyModifiers::NONE))).collect()
    }

    fn keys(text: &str) -> Vec<Input> {
        let key = |c| if c == '\n' { Key::plain(Code::Enter) } else { Key::char(c) };
        text.chars().map(|c| Input::Key(key(c))).collect()
    }

    #[test]
    fn typing_ahead_stays_keys() {
        for text in [
            "/tanaka\n",
            "c8Talked to Tanaka-san, wants a quote for 20 units, call back Tuesday 14:00\n",
            "/tanaka\nc2will call back on Tuesday\n",
        ] {
            assert_eq!(inputs(&typed(text)), keys(text));
        }
    }

    #[test]
    fn an_unmarked_burst_of_lines_or_one_long_line_is_a_paste() {
        for text in ["090-1234-5678\n090-2345-6789\ndd:q\n".to_owned(), "x".repeat(LONG)] {
            assert_eq!(inputs(&typed(&text)), [Input::Paste(text)]);
        }
    }

    #[test]
    fn a_marked_paste_is_text_whatever_it_holds() {
        let mut events = typed("n");
        events.push(Event::Paste("dd:q\r\n".into()));
        events.extend(typed("j"));
        assert_eq!(
            inputs(&events),
            [Input::Key(Key::char('n')), Input::Paste("dd:q\r\n".into()), Input::Key(Key::char('j'))]
        );
    }

    #[test]
    fn of_many_sizes_the_last_counts() {
        assert_eq!(
            inputs(&[Event::Resize(80, 24), Event::Resize(81, 24), Event::FocusGained]),
            [Input::Resize(81, 24)]
        );
    }

    #[test]
    fn a_key_that_writes_nothing_parts_two_runs() {
        let mut events = typed(&"x".repeat(LONG - 1));
        events.push(Event::Key(KeyEvent::new(KeyCode::Left, KeyModifiers::NONE)));
        events.extend(typed("x"));
        assert_eq!(inputs(&events).len(), LONG + 1);
    }
}
