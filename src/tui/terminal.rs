//! The terminal: which modes are on, and one write per frame.
//!
//! Everything switched on is switched off in reverse: on return, on error, in a panic, for an editor or Ctrl-Z, and
//! from the signal thread. The process has one terminal, so whether its modes are on is one static; all output goes to
//! one duplicate of stdout that nobody locks. No query that needs a reply is ever sent.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;
use std::rc::Rc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::layout::{Position, Rect, Size};

use super::escape;
use super::halves::Halves;
use super::lean::Lean;
use crate::config::Notify;

/// The modes are on.
static ON: AtomicBool = AtomicBool::new(false);
/// Where the screen is: stdout, held a second time.
static SCREEN: OnceLock<File> = OnceLock::new();

/// Why there can be no screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Keys come from a file or a pipe.
    InputIsNoTerminal,
    /// Output goes to a file or a pipe.
    OutputIsNoTerminal,
    /// `TERM` is `dumb` or not set.
    DumbTerminal,
}

/// Says why the desk cannot be drawn here, if it cannot.
#[must_use]
pub fn why_no_screen() -> Option<Reason> {
    reason(io::stdin().is_terminal(), io::stdout().is_terminal(), &std::env::var("TERM").unwrap_or_default())
}

fn reason(input: bool, output: bool, term: &str) -> Option<Reason> {
    match (input, output, term) {
        (false, _, _) => Some(Reason::InputIsNoTerminal),
        (_, false, _) => Some(Reason::OutputIsNoTerminal),
        (_, _, "" | "dumb") => Some(Reason::DumbTerminal),
        _ => None,
    }
}

/// The terminal in the desk's hands; dropping it gives it back.
pub struct Terminal {
    inner: ratatui::Terminal<Lean<Outbox>>,
    outbox: Outbox,
    /// The last frame's bytes: the same bytes again would change nothing, so they are not sent.
    sent: Vec<u8>,
    /// The next frame starts from an empty screen.
    whole: bool,
    halves: Halves,
    in_tmux: bool,
}

impl Terminal {
    /// Takes the terminal. `NO_COLOR` is left to the theme: crossterm's answer to it would drop reverse video too.
    pub fn open() -> io::Result<Self> {
        force_color_output(true);
        screen()?;
        let outbox = Outbox::default();
        let inner = ratatui::Terminal::new(Lean::new(outbox.clone()))?;
        let in_tmux = std::env::var_os("TMUX").is_some_and(|value| !value.is_empty());
        let mut terminal =
            Self { inner, outbox, sent: Vec::new(), whole: true, halves: Halves::default(), in_tmux };
        terminal.enter()?;
        Ok(terminal)
    }

    /// Switches the modes on, again where something else may have changed them, and forgets what is on the screen:
    /// the next frame is drawn whole.
    pub fn enter(&mut self) -> io::Result<()> {
        restore_now();
        self.redraw();
        switch_on()
    }

    /// Gives the terminal back until [`Terminal::enter`]; frames drawn in between go nowhere.
    pub fn leave(&mut self) {
        restore_now();
    }

    /// Makes the next frame draw every cell anew.
    pub fn redraw(&mut self) {
        self.whole = true;
    }

    /// The size in cells.
    pub fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    /// Draws one frame and sends what changed, in one write that the terminal shows at once.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if !is_ours() {
            return Ok(());
        }
        queue!(self.outbox, BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.whole) {
            self.sent.clear();
            // Not ratatui's own clear(), which asks the terminal where the cursor is and waits for an answer.
            self.inner.resize(Rect::from((Position::ORIGIN, self.inner.size()?)))?;
        }
        let halves = &mut self.halves;
        self.inner.draw(|frame| {
            render(frame);
            halves.settle(frame.buffer_mut());
        })?;
        queue!(self.outbox, EndSynchronizedUpdate)?;
        let frame = self.outbox.take();
        if frame != self.sent {
            send(&frame)?;
            self.sent = frame;
        }
        Ok(())
    }

    /// Sends `text` to the clipboard of the machine the rep sits at; says whether it was short enough to send.
    pub fn copy(&self, text: &str) -> io::Result<bool> {
        let escape = escape::copy(text, self.in_tmux);
        escape.map_or(Ok(false), |escape| send(escape.as_bytes()).map(|()| true))
    }

    /// Has the terminal show a notification, if one is wanted.
    pub fn notify(&self, how: Notify, words: &str) -> io::Result<()> {
        let escape = escape::notify(how, words, self.in_tmux);
        escape.map_or(Ok(()), |escape| send(escape.as_bytes()))
    }

    /// Rings the bell.
    pub fn bell(&self) -> io::Result<()> {
        send(escape::BELL.as_bytes())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore_now();
    }
}

/// Says whether the modes are on; an editor has the terminal, or nobody, where they are not.
pub fn is_ours() -> bool {
    ON.load(Ordering::SeqCst)
}

/// Gives the terminal back if it is ours; does nothing otherwise. Takes no lock of stdout, so any thread may call it
/// while another is stuck; a stuck terminal may still keep the caller waiting.
pub fn restore_now() {
    if ON.swap(false, Ordering::SeqCst) {
        let mut bytes = Vec::new();
        queue!(bytes, EndSynchronizedUpdate, ResetColor, Show, DisableBracketedPaste, LeaveAlternateScreen)
            .expect("a vector takes any bytes");
        // Nothing is left to be done where the terminal is gone; raw mode ends last, so that no reply is echoed.
        send(&bytes).ok();
        disable_raw_mode().ok();
    }
}

fn switch_on() -> io::Result<()> {
    enable_raw_mode()?;
    ON.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    send(&bytes)
}

fn send(bytes: &[u8]) -> io::Result<()> {
    let mut screen = screen()?;
    screen.write_all(bytes)
}

fn screen() -> io::Result<&'static File> {
    if let Some(file) = SCREEN.get() {
        return Ok(file);
    }
    let file = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    Ok(SCREEN.get_or_init(|| file))
}

/// Collects a frame's bytes; flushing keeps them, so that a frame leaves in one write.
#[derive(Clone, Default)]
struct Outbox(Rc<RefCell<Vec<u8>>>);

impl Outbox {
    fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Outbox {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_needs_a_terminal_on_both_sides_that_can_draw() {
        assert_eq!(reason(true, true, "xterm-256color"), None);
        assert_eq!(reason(false, false, "xterm"), Some(Reason::InputIsNoTerminal));
        assert_eq!(reason(true, false, "xterm"), Some(Reason::OutputIsNoTerminal));
        assert_eq!(reason(true, true, "dumb"), Some(Reason::DumbTerminal));
        assert_eq!(reason(true, true, ""), Some(Reason::DumbTerminal));
    }

    #[test]
    fn flushing_keeps_a_frame_together() {
        let mut outbox = Outbox::default();
        queue!(outbox, BeginSynchronizedUpdate, Show).unwrap();
        outbox.flush().unwrap();
        assert!(!outbox.take().is_empty());
        assert!(outbox.take().is_empty());
    }
}
