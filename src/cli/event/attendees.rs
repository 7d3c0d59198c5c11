//! `salesdesk event import`: who was at an event, from a file with a line each.
//!
//! A line names its customer by mail, number, code or name, in any column; a cell may say the state.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{at, listed, named};
use crate::cli::exit::{Exit, refuse};
use crate::cli::import;
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::attendance::STATES;
use crate::domain::pasted::lines;
use crate::domain::{Change, Deed, Noun, typed};
use crate::exchange::map::headers::is_header;
use crate::exchange::pasted::{self, How, Placed};
use crate::i18n::{Lang, Text, format, label};
use crate::store::Desk;

/// Take in who registered, came or did not, from a CSV file
#[derive(Args, Debug)]
pub(super) struct Attendees {
    /// The event
    name: String,
    /// The file; - for standard input
    file: PathBuf,
    /// The state of lines that do not say one
    #[arg(long, default_value = "registered", value_parser = STATES.to_vec())]
    state: String,
    /// Its encoding, where it cannot be told
    #[arg(long)]
    encoding: Option<String>,
    /// Make customers of numbers that nobody has
    #[arg(long)]
    add_unknown: bool,
    /// Only tell whom the lines mean
    #[arg(long)]
    dry_run: bool,
}

impl Attendees {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let event = named(session, desk, &self.name)?;
        let refused = |error| import::refusal(session, &self.file, error);
        let text =
            pasted::text(&self.file, pasted::LARGEST, self.encoding.as_deref(), session.lang == Lang::Ja)
                .map_err(refused)?;
        let how = How { region: &session.config.region, add_unknown: self.add_unknown, now: session.ms() };
        let mut change = Change::new(Deed::Attend, &event.name);
        let mut last = session.stored(desk.last_position(event.id))?;
        let (mut counts, mut rejects) = ([0_usize; STATES.len()], Vec::new());
        for (state, part) in self.parted(&text) {
            let placed: Placed = pasted::placed(desk, &part, how, &mut |_, _| {}).map_err(refused)?;
            change.writes.extend(placed.writes());
            let place = STATES.iter().position(|known| *known == state).unwrap_or(0);
            counts[place] += placed.customers.len();
            for customer in placed.customers {
                change.writes.extend(listed(session, desk, event.id, customer, &mut last)?);
                change.writes.push(at(session, desk, event.id, customer, None, state).put_there());
            }
            rejects.extend(placed.rejects);
        }
        rejects.sort_by_key(|reject| reject.line);
        if !self.dry_run && !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        let says: Vec<(u64, String, String)> = rejects
            .into_iter()
            .map(|reject| (reject.line, reject.text, label::doubt(&reject.why, session.lang)))
            .collect();
        if session.json {
            let rejects: Vec<_> = says
                .iter()
                .map(|(line, text, why)| json!({ "line": line, "text": text, "why": why }))
                .collect();
            let mut told = json!({ "name": event.name, "dry_run": self.dry_run, "rejects": rejects });
            for (state, count) in STATES.iter().zip(counts) {
                told[*state] = json!(count);
            }
            out::json(&told)?;
        } else {
            let states = STATES.iter().zip(counts).filter(|(_, count)| *count > 0);
            let states = states
                .map(|(state, n)| format!("{} {}", label::choice(state, session.lang), format::count(n)));
            let states = states.collect::<Vec<_>>().join(", ");
            out::say(&Text::EventFilled.fill(session.lang, &[("name", &event.name), ("states", &states)]))?;
            for (line, text, why) in &says {
                session.remark(&format!("{}:{line}: {why}: {text}", self.file.display()));
            }
        }
        if says.is_empty() {
            return Ok(());
        }
        let n = says.len().to_string();
        Err(refuse(Exit::Partly, Text::AttendeesLeftOut.fill(session.lang, &[("n", &n)])))
    }

    /// The text parted by state, each line where it stood, the cell that says the state taken out.
    fn parted(&self, text: &str) -> Vec<(&'static str, String)> {
        let known = typed::choices(Noun::Attendance, "state");
        let says = |cell: &str| {
            let word = cell.trim().to_lowercase();
            let meant = || typed::meant(&word).find(|code| known.contains(code));
            STATES.iter().copied().find(|code| *code == word).or_else(meant)
        };
        let own = STATES.iter().copied().find(|state| *state == self.state).unwrap_or(STATES[0]);
        let mut parts: Vec<(&'static str, Vec<String>)> =
            STATES.iter().map(|state| (*state, Vec::new())).collect();
        for line in lines(text) {
            let (number, state, words) = match line {
                Ok(line) if line.number == 1 && is_heading(&line.cells) => continue,
                Ok(line) => {
                    let state = line.cells.iter().find_map(|cell| says(cell));
                    let cells = line.cells.iter().filter(|cell| says(cell).is_none());
                    let words = cells.map(|cell| cell.replace('\t', " ")).collect::<Vec<_>>().join("\t");
                    (line.number, state.unwrap_or(own), words)
                }
                // As it stands: it is told there.
                Err(reject) => (reject.line, own, reject.text),
            };
            for (known, lines) in &mut parts {
                lines.resize(usize::try_from(number).unwrap_or(0).max(1) - 1, String::new());
                lines.push(if *known == state { words.clone() } else { String::new() });
            }
        }
        let texts = parts.into_iter().map(|(state, lines)| (state, lines.join("\n")));
        texts.filter(|(_, text)| !text.trim().is_empty()).collect()
    }
}

/// Says whether cells are names of columns: one of them is known as such, and none could name anybody.
fn is_heading(cells: &[String]) -> bool {
    let data = |cell: &String| cell.contains('@') || cell.chars().any(char::is_numeric);
    cells.iter().any(|cell| is_header(cell)) && !cells.iter().any(data)
}
