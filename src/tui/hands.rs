//! The effects that only the loop can perform: those that need the terminal, the keyboard, the
//! drafts or the machine the rep sits at. The rest goes to the crew.

use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{DateTime, FixedOffset, Local};

use super::input::Keyboard;
use super::terminal::Terminal;
use super::{editor, printed};
use crate::app::App;
use crate::app::msg::{Draft, Effect, Handover, Reply};
use crate::app::report_file::Leaving;
use crate::config::Config;
use crate::domain::agenda::Due;
use crate::domain::contact::Clearance;
use crate::domain::letter::Letter;
use crate::domain::{Id, Trouble};
use crate::i18n::{Lang, Text, format};
use crate::paths::Paths;
use crate::work::Crew;
use crate::work::post::{Stays, Way, post};
use crate::work::signals::{in_foreground, may_stop, pretend_continued, stop_here};
use crate::work::spool::{self, Left, Spool};

/// What the loop holds.
pub(super) struct Hands {
    pub(super) terminal: Terminal,
    pub(super) keyboard: Keyboard,
    pub(super) drafts: Drafts,
    pub(super) crew: Crew,
    pub(super) paths: Paths,
    pub(super) config: Config,
}

/// This session's half-written texts, and those that dead sessions left.
pub(super) struct Drafts {
    spool: Spool,
    own: Vec<spool::Draft>,
    left: Vec<Left>,
}

/// What came of an effect.
pub(super) enum Done {
    /// Nothing to tell.
    Nothing,
    /// This.
    Reply(Reply),
    /// The rep leaves.
    Leave,
}

impl Hands {
    /// Performs an effect, or hands it to the crew.
    pub(super) fn perform(&mut self, effect: Effect, app: &App) -> Done {
        let Some(effect) = self.crew.perform(effect) else { return Done::Nothing };
        match effect {
            Effect::Copy(cleared) => Done::Reply(Reply::HandedOver(self.copy(cleared.address()))),
            Effect::CopyText(text) => Done::Reply(Reply::HandedOver(self.copy(&text))),
            Effect::Dial(cleared) => Done::Reply(Reply::HandedOver(self.dial(&cleared))),
            Effect::Post { cleared, letter } => {
                Done::Reply(Reply::HandedOver(self.post(&letter, &cleared, app)))
            }
            Effect::EditOutside { title, text } => Done::Reply(self.edit(&title, &text)),
            Effect::KeepDraft(draft) => self.drafts.keep(draft, app),
            Effect::DropDraft(key) => self.drafts.drop(&key),
            Effect::DiscardDraft(draft) => self.drafts.discard(&draft.key),
            Effect::ForgetDrafts(customers) => self.drafts.forget(&customers),
            Effect::Ring { due, now } => self.ring(&due, now, app.setting.lang),
            Effect::WriteReport(leaving) => self.write_report(leaving, app.setting.lang),
            Effect::KeepLanguage => self.keep_language(app.setting.lang),
            Effect::KeepSyncFolder(folder) => self.keep_sync_folder(&folder),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => {
                self.terminal.redraw();
                Done::Nothing
            }
            Effect::Quit => Done::Leave,
            _ => Done::Nothing,
        }
    }

    /// Has a report written, drawn with this terminal's glyphs where it is text.
    fn write_report(&self, leaving: Box<Leaving>, lang: Lang) -> Done {
        let Leaving { format, figures, document, now, .. } = &*leaving;
        let form = printed::form(*format, figures, document, lang, *now, &super::glyphs(&self.config));
        self.crew.write_report(leaving, form);
        Done::Nothing
    }

    /// Stops the program until it is continued, where somebody could continue it.
    pub(super) fn stop(&mut self) -> std::io::Result<()> {
        self.drafts.write_now();
        if !may_stop() {
            return Ok(());
        }
        self.terminal.leave();
        stop_here()
    }

    /// Takes the terminal again. Continued in the background it stops once more, as editors do: the terminal's modes
    /// are the shell's until the program is brought to the front.
    pub(super) fn go_on(&mut self) -> std::io::Result<()> {
        if in_foreground() { self.terminal.enter() } else { stop_here() }
    }

    fn keep_language(&self, lang: Lang) -> Done {
        if let Err(error) = Config::keep_language(&self.paths.config, lang) {
            tracing::warn!(%error, "the language could not be kept");
        }
        Done::Nothing
    }

    fn keep_sync_folder(&self, folder: &Path) -> Done {
        match Config::keep_sync_folder(&self.paths.config, folder) {
            Ok(()) => Done::Nothing,
            Err(error) => {
                let (path, why) = (self.paths.config.display().to_string(), error.to_string());
                Done::Reply(Reply::Failed { ticket: None, trouble: Trouble::File { path, why } })
            }
        }
    }

    /// Makes it heard that these fell due; the header shows it in any case.
    fn ring(&self, due: &[Due], now: DateTime<FixedOffset>, lang: Lang) -> Done {
        let bell = if self.config.bell { self.terminal.bell() } else { Ok(()) };
        let words = told(due, self.config.notify_names, now, lang);
        if let Err(error) = bell.and_then(|()| self.terminal.notify(self.config.notify, &words)) {
            tracing::warn!(%error, "what fell due could not be made heard");
        }
        Done::Nothing
    }

    fn suspend(&mut self) -> Done {
        if let Err(error) = self.stop() {
            tracing::warn!(%error, "could not suspend");
        }
        Done::Nothing
    }

    fn copy(&self, number: &str) -> Handover {
        if self.config.clipboard == "off" {
            return Handover::Refused(number.to_owned());
        }
        match self.terminal.copy(number) {
            Ok(true) => Handover::Copied(number.to_owned()),
            Ok(false) => Handover::Refused(number.to_owned()),
            Err(error) => Handover::Refused(format!("{number}: {error}")),
        }
    }

    /// The configured command; on a remote shell the clipboard of the machine the rep sits at; else `tel:`.
    fn dial(&self, cleared: &Clearance) -> Handover {
        let number = cleared.address();
        let command = self.config.call_command.trim();
        if !command.is_empty() {
            return call_with(command, number);
        }
        if remote() {
            return self.copy(number);
        }
        match open::that_detached(format!("tel:{number}")) {
            Ok(()) => Handover::Dialled(number.to_owned()),
            Err(_) => self.copy(number),
        }
    }

    /// The configured command; on a remote shell a file; else the mail program of this machine.
    fn post(&mut self, letter: &Letter, cleared: &Clearance, app: &App) -> Handover {
        let command = self.config.mail_command.trim();
        let way = match (command.is_empty(), remote()) {
            (false, _) => Way::Command(command),
            (true, true) => Way::File(None),
            (true, false) => Way::Link,
        };
        let now = format::local(app.now_ms, Local::now().fixed_offset());
        let posted = match way {
            // It may want the terminal, as an editor does.
            Way::Command(_) => {
                let pause = self.keyboard.pause();
                self.terminal.leave();
                let posted = post(letter, cleared, way, &self.paths.mails(), now);
                if let Err(error) = pretend_continued() {
                    tracing::warn!(%error, "the screen could not be taken back");
                }
                drop(pause);
                posted
            }
            _ => post(letter, cleared, way, &self.paths.mails(), now),
        };
        match posted {
            Ok(Some(path)) if command.is_empty() => Handover::Posted(path.display().to_string()),
            Ok(_) => Handover::Posted(cleared.address().to_owned()),
            Err(Stays::Command(command, why)) => Handover::Refused(format!("{command}: {why}")),
            Err(Stays::File(path, why)) => Handover::Refused(format!("{}: {why}", path.display())),
            Err(Stays::Link(why)) => Handover::Refused(format!("mailto: {why}")),
        }
    }

    fn edit(&mut self, title: &str, text: &str) -> Reply {
        let edited = editor::edit(&mut self.terminal, &self.keyboard, text, title, &self.paths.drafts);
        edited.map_or_else(|error| Reply::HandedOver(Handover::Refused(error.to_string())), Reply::Edited)
    }
}

impl Drafts {
    /// The spool of this session, and what dead sessions left in it.
    pub(super) fn new(spool: Spool) -> Self {
        let left = spool.found().map(|found| found.left).unwrap_or_default();
        Self { spool, own: Vec::new(), left }
    }

    /// What dead sessions left, the newest first.
    pub(super) fn left(&self) -> Option<Reply> {
        let draft = |left: &Left| Draft {
            key: left.draft.key.clone(),
            text: left.draft.text.clone(),
            caret: left.draft.cursor,
            subject: left.draft.subject.clone(),
            at: left.draft.saved_at,
        };
        let drafts: Vec<Draft> = self.left.iter().rev().map(draft).collect();
        (!drafts.is_empty()).then_some(Reply::Drafts(drafts))
    }

    fn keep(&mut self, draft: Draft, app: &App) -> Done {
        self.own.retain(|known| known.key != draft.key);
        let saved_at = app.now_ms;
        let key = draft.key.clone();
        let (text, subject, cursor) = (draft.text, draft.subject, draft.caret);
        self.own.push(spool::Draft { key: draft.key, text, subject, cursor, saved_at });
        self.spool.put(self.own.clone());
        self.forget_left(&key);
        Done::Nothing
    }

    fn drop(&mut self, key: &str) -> Done {
        self.own.retain(|known| known.key != key);
        self.spool.put(self.own.clone());
        self.forget_left(key);
        Done::Nothing
    }

    fn discard(&mut self, key: &str) -> Done {
        self.forget_left(key);
        Done::Nothing
    }

    /// Of whoever was erased no draft stays.
    fn forget(&mut self, customers: &[Id]) -> Done {
        let ids: Vec<String> = customers.iter().map(ToString::to_string).collect();
        let about = |key: &str| key.split('|').any(|part| ids.iter().any(|id| id == part));
        self.own.retain(|draft| !about(&draft.key));
        self.left.retain(|left| !about(&left.draft.key));
        self.spool.put(self.own.clone());
        if let Err(error) = self.spool.throw_away(&|draft| about(&draft.key)) {
            tracing::warn!(%error, "drafts about somebody erased could not be removed");
        }
        Done::Nothing
    }

    /// A draft that is in this session's hands, or given up, need not be offered again.
    fn forget_left(&mut self, key: &str) {
        for left in self.left.extract_if(.., |left| left.draft.key == key) {
            if let Err(error) = self.spool.discard(&left.session, key) {
                tracing::warn!(%error, "a draft could not be cleared away");
            }
        }
    }

    /// Writes this session's drafts without waiting for a pause.
    pub(super) fn write_now(&self) {
        if let Err(error) = self.spool.write_now() {
            tracing::warn!(%error, "the drafts could not be written");
        }
    }
}

/// What a notification says: a name only where names may leave the screen.
fn told(due: &[Due], names: bool, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let at = due.first().and_then(|due| due.step.due_at);
    let when = format::time(at.map_or(now, |at| format::local(at, now)));
    match due {
        [one] if names => Text::StepFellDue.fill(lang, &[("when", &when), ("name", &one.line.name)]),
        _ => Text::StepsFellDue.fill(lang, &[("n", &due.len().to_string()), ("when", &when)]),
    }
}

/// Says whether the rep sits at another machine.
#[must_use]
pub fn remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY", "MOSH_KEY"].iter().any(|name| std::env::var_os(name).is_some())
        || cfg!(target_os = "linux")
            && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none())
}

/// Runs the configured command with the number in it, and does not wait for it.
fn call_with(command: &str, number: &str) -> Handover {
    let words = shell_words::split(command).unwrap_or_default();
    let words: Vec<String> = words.into_iter().map(|word| word.replace("{number}", number)).collect();
    let Some((program, arguments)) = words.split_first() else {
        return Handover::Refused(format!("call_command: {command}"));
    };
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            std::thread::spawn(move || child.wait());
            Handover::Dialled(number.to_owned())
        }
        Err(error) => Handover::Refused(format!("{program}: {error}")),
    }
}
