//! The terminal: draws, reads keys, runs the one loop.
//!
//! The loop waits for an event, takes in everything that is queued behind it, performs what the
//! state machine asks, and draws once. A frame waits a moment for a list or page on its way, so
//! that a key is one frame. There is no tick: the loop wakes when something on the screen ages.

pub mod editor;
pub mod escape;
mod halves;
mod hands;
pub mod input;
mod lean;
pub mod panic;
pub mod printed;
pub mod terminal;
pub mod theme;
pub mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::app::msg::{Effect, Msg, Reply};
use crate::app::typing::{Typed, Typing};
use crate::app::{App, Setting, Sheets};
use crate::config::Config;
use crate::domain::Id;
use crate::domain::outcome::standard;
use crate::domain::when::Habits;
use crate::i18n::Lang;
use crate::keys::Keymap;
use crate::paths::Paths;
use crate::work::signals::{self, Signal};
use crate::work::spool::Spool;
use crate::work::sync::Terms;
use crate::work::{self, Bench, Book, Clock, Crew};
pub use editor::edit_here;
pub use hands::remote;
use hands::{Drafts, Hands};
use input::{Input, Keyboard};
use terminal::Terminal;
use theme::Theme;
use view::Look;
use view::parts::{ASCII, Glyphs};

/// How long a frame may wait for the list and the page it is to show: a frame at 60 Hz.
const SOON: Duration = Duration::from_millis(16);

/// What the desk is opened with.
pub struct Start {
    /// The book, open.
    pub book: Book,
    /// The book's file.
    pub path: PathBuf,
    /// Who sits here.
    pub rep: String,
    /// It is the demo's.
    pub demo: bool,
    /// The call list to walk at once.
    pub walk: Option<Id>,
    /// Where everything else is kept.
    pub paths: Paths,
    /// The settings.
    pub config: Config,
    /// The language.
    pub lang: Lang,
    /// The clock.
    pub clock: Clock,
}

/// Something that happened outside.
enum Event {
    Input(Input),
    Reply(Reply),
    Signal(Signal),
}

/// Runs the desk until the rep leaves it.
pub fn run(start: Start) -> std::io::Result<()> {
    let (events, queue) = channel();
    crate::journal::start(&start.paths.logs)?;
    let spool = Spool::open(&start.paths.drafts_of(&start.path))?;
    panic::prepare(start.paths.logs.clone(), spool.saver());
    watch_signals(&spool, &events)?;
    let mut terminal = Terminal::open()?;
    let keyboard = listen(&events)?;
    let bench = Bench {
        book: start.path.clone(),
        region: start.config.region.clone(),
        currency: start.config.currency.clone(),
        clock: Arc::clone(&start.clock),
        callback: callback_time(&start.config),
        send: reporter(&events),
        own: Arc::default(),
        shown: start.book.newest().unwrap_or_default(),
    };
    let (mut app, first) = App::new(setting(&start));
    let first = match start.walk {
        Some(list) => first.into_iter().chain([app.walk_along(list, None)]).collect(),
        None => first,
    };
    let look = look(&start.config, &start.clock);
    let first = at_once(&mut app, &bench, &start.book, first);
    draw(&mut terminal, &app, &look)?;
    forget_erased(&spool, &start.book);
    let crew = Crew::start(&bench, start.book);
    let crew = if start.demo {
        crew
    } else {
        crew.with_care(&bench, reminders(&start.config, &start.paths))
            .with_team(&bench, terms(&start.config, &start.rep))
    };
    let drafts = Drafts::new(spool);
    let hands = Hands { terminal, keyboard, drafts, crew, paths: start.paths, config: start.config };
    let mut desk = Running { app, look, hands, typing: Typing::default(), clock: start.clock };
    desk.begin(first);
    desk.serve(&queue).or_else(|error| desk.hang_up(&error))
}

/// What dates of the book remind of.
fn reminders(config: &Config, paths: &Paths) -> work::reminders::Rules {
    let written = config.remind.iter().map(crate::config::Remind::written).collect();
    work::reminders::Rules { written, path: paths.config.display().to_string() }
}

/// Reads what the first frame shows before anything else competes for the machine; gives back the
/// effects that are left to do.
fn at_once(app: &mut App, bench: &Bench, book: &Book, mut asked: Vec<Effect>) -> Vec<Effect> {
    let now = (bench.clock)();
    let mut left = Vec::new();
    if let Ok(counts) = work::reader::count_at_once(book) {
        asked.extend(app.update(Msg::Reply(counts), now));
    }
    while let Some(effect) = asked.pop() {
        match work::at_once(book, &effect) {
            Some(reply) => {
                if work::comes_again(&reply) {
                    left.push(effect);
                }
                asked.extend(app.update(Msg::Reply(reply), now));
            }
            None => left.push(effect),
        }
    }
    left
}

/// Whoever was erased meanwhile, here or elsewhere, has no drafts any more.
fn forget_erased(spool: &Spool, book: &Book) {
    let about = |draft: &work::spool::Draft| {
        let mut ids = draft.key.split('|').filter_map(|part| part.parse::<Id>().ok());
        ids.any(|id| book.is_erased(id).unwrap_or(false))
    };
    if let Err(error) = spool.throw_away(&about) {
        tracing::warn!(%error, "drafts about somebody erased could not be removed");
    }
}

fn draw(terminal: &mut Terminal, app: &App, look: &Look) -> std::io::Result<()> {
    terminal.draw(|frame| {
        let area = frame.area();
        if let Some(caret) = view::draw(app, look, area, frame.buffer_mut()) {
            frame.set_cursor_position(caret);
        }
    })
}

/// The loop's own state.
struct Running {
    app: App,
    look: Look,
    hands: Hands,
    typing: Typing,
    clock: Clock,
}

/// How a program ends by SIGHUP.
const HUNG_UP: i32 = 129;

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Stay,
    Leave,
}

impl Running {
    fn begin(&mut self, first: Vec<Effect>) {
        if let Some(reply) = self.hands.drafts.left() {
            self.take(Msg::Reply(reply));
        }
        self.perform(first);
    }

    /// The terminal does not answer any more: what is being written is kept, and the program ends
    /// as by a hang-up, whether or not the signal has come.
    fn hang_up(&self, error: &std::io::Error) -> ! {
        tracing::warn!(%error, "the terminal is gone");
        self.hands.drafts.write_now();
        terminal::restore_now();
        std::process::exit(HUNG_UP)
    }

    fn serve(&mut self, queue: &Receiver<Event>) -> std::io::Result<()> {
        loop {
            self.draw()?;
            let next = match queue.recv_timeout(self.patience()) {
                Ok(event) => self.take_in(event, queue)?,
                Err(RecvTimeoutError::Timeout) => self.take(Msg::Tick),
                Err(RecvTimeoutError::Disconnected) => Next::Leave,
            };
            if next == Next::Leave {
                return Ok(());
            }
        }
    }

    /// Takes in an event and all that are queued behind it; and the list and the page that were asked for, if they
    /// come soon: one frame with them instead of three, of which the second would only wipe the page before.
    fn take_in(&mut self, first: Event, queue: &Receiver<Event>) -> std::io::Result<Next> {
        let until = Instant::now() + SOON;
        let mut next = Some(first);
        while let Some(event) = next {
            if self.on(event)? == Next::Leave {
                return Ok(Next::Leave);
            }
            let settled = self.app.settled();
            let wait = if settled { Duration::ZERO } else { until.saturating_duration_since(Instant::now()) };
            next = queue.recv_timeout(wait).ok();
        }
        Ok(Next::Stay)
    }

    fn patience(&self) -> Duration {
        let now = (self.clock)();
        let wait = self.app.wakes_at(now) - now.timestamp_millis();
        Duration::from_millis(u64::try_from(wait.max(1)).unwrap_or(1))
    }

    fn draw(&mut self) -> std::io::Result<()> {
        self.look.now = (self.clock)();
        draw(&mut self.hands.terminal, &self.app, &self.look)
    }

    fn on(&mut self, event: Event) -> std::io::Result<Next> {
        Ok(match event {
            Event::Input(Input::Key(key)) => self.typed(Typed::Key(key)),
            Event::Input(Input::Paste(text)) => self.typed(Typed::Paste(text)),
            Event::Input(Input::Resize(..)) => {
                self.hands.terminal.redraw();
                Next::Stay
            }
            Event::Input(Input::Gone) => return Err(std::io::ErrorKind::NotConnected.into()),
            Event::Reply(reply) => self.answered(reply),
            Event::Signal(Signal::Interrupt) => {
                self.typing.forget();
                self.take(Msg::Act(crate::keys::Action::Cancel))
            }
            Event::Signal(Signal::Suspend) => {
                self.hands.stop()?;
                Next::Stay
            }
            Event::Signal(Signal::Continue) => {
                self.hands.go_on()?;
                Next::Stay
            }
            Event::Signal(Signal::Reload) => Next::Stay,
        })
    }

    fn typed(&mut self, typed: Typed) -> Next {
        self.typing.push(typed);
        self.go_on()
    }

    fn answered(&mut self, reply: Reply) -> Next {
        if matches!(reply, Reply::Failed { .. }) {
            self.typing.forget();
        }
        match self.take(Msg::Reply(reply)) {
            Next::Stay => self.go_on(),
            Next::Leave => Next::Leave,
        }
    }

    /// Does what was typed, as far as it need not wait.
    fn go_on(&mut self) -> Next {
        while let Some(msg) = self.typing.next(&self.app, &self.look.keymap) {
            if self.take(msg) == Next::Leave {
                return Next::Leave;
            }
        }
        Next::Stay
    }

    fn take(&mut self, msg: Msg) -> Next {
        let effects = self.app.update(msg, (self.clock)());
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Next {
        for effect in effects {
            match self.hands.perform(effect, &self.app) {
                hands::Done::Nothing => {}
                hands::Done::Reply(reply) => drop(self.take(Msg::Reply(reply))),
                hands::Done::Leave => return Next::Leave,
            }
        }
        Next::Stay
    }
}

fn watch_signals(spool: &Spool, events: &Sender<Event>) -> std::io::Result<()> {
    let events = events.clone();
    signals::watch(spool.saver(), terminal::restore_now, move |signal| match signal {
        // The loop waits for an editor: what is meant for the editor stops both, or is not for us.
        Signal::Suspend if !terminal::is_ours() => drop(signals::stop_here()),
        Signal::Interrupt if !terminal::is_ours() => {}
        // A loop that ended needs no signals.
        signal => drop(events.send(Event::Signal(signal))),
    })
}

fn listen(events: &Sender<Event>) -> std::io::Result<Keyboard> {
    let events = events.clone();
    Keyboard::start(move |input| events.send(Event::Input(input)).is_ok())
}

fn reporter(events: &Sender<Event>) -> crate::work::Reporter {
    let events = std::sync::Mutex::new(events.clone());
    Arc::new(move |reply| {
        let events = events.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        events.send(Event::Reply(reply)).is_ok()
    })
}

fn callback_time(config: &Config) -> chrono::NaiveTime {
    let callback = chrono::NaiveTime::parse_from_str(&config.callback_time, "%H:%M");
    callback.unwrap_or(Habits::default().callback)
}

fn setting(start: &Start) -> Setting {
    let config = &start.config;
    let callback = callback_time(config);
    Setting {
        lang: start.lang,
        demo: start.demo,
        currency: config.currency.clone(),
        region: config.region.clone(),
        habits: Habits { callback, ..Habits::default() },
        outcomes: standard(),
        rep: None,
        rep_name: start.rep.clone(),
        sheets: Sheets::default(),
        snippets: config.snippets.clone(),
        // One that means nothing is told by `salesdesk retention`; nobody is due by it.
        keep: config.keep_rules().unwrap_or_default(),
    }
}

fn terms(config: &Config, rep: &str) -> Terms {
    let sync = &config.sync;
    let (folder, key_file) = (sync.folder(), sync.key_file());
    Terms {
        folder,
        every: sync.every,
        relay: sync.relay,
        steward: sync.steward,
        key_file,
        rep: rep.to_owned(),
    }
}

/// The glyphs for whoever reads: by the config and the locale.
#[must_use]
pub fn glyphs(config: &Config) -> Glyphs {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| std::env::var(name).ok());
    if config.ascii { ASCII } else { Glyphs::for_locale(names.each_ref().map(Option::as_deref)) }
}

fn look(config: &Config, clock: &Clock) -> Look {
    let (keymap, odd) = Keymap::new(&config.keys);
    for odd in odd {
        tracing::warn!(%odd, "a key in the config was left out");
    }
    let theme = Theme::new(std::env::var("NO_COLOR").ok().as_deref());
    Look { theme, glyphs: glyphs(config), keymap, now: (clock)() }
}
