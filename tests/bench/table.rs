//! The table a run prints: what was measured, against what, and whether it is within its target.

use std::io::{self, Write as _};
use std::time::Duration;

/// Times of one thing, in milliseconds, in the order they were taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1000.0);
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// The time that `share` (0 to 1) of them do not exceed; zero where there are none.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of a few thousand"
        )]
        let place = (last as f64 * share).ceil() as usize;
        sorted.get(place).copied().unwrap_or(0.0)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub(crate) fn p99(&self) -> f64 {
        self.at(0.99)
    }
}

/// One line of the table.
pub(crate) struct Row {
    what: String,
    ours: String,
    peer: String,
    ratio: String,
    target: String,
    met: Option<bool>,
}

impl Row {
    pub(crate) fn new(what: impl Into<String>, ours: impl Into<String>) -> Self {
        let empty = String::new;
        Self {
            what: what.into(),
            ours: ours.into(),
            peer: empty(),
            ratio: empty(),
            target: empty(),
            met: None,
        }
    }

    /// Median and p99 of ours.
    pub(crate) fn of(what: impl Into<String>, times: &Times) -> Self {
        Self::new(what, format!("{} / {} ms", figure(times.median()), figure(times.p99())))
    }

    /// Whom it is compared with, and what that one took.
    pub(crate) fn peer(mut self, name: &str, figures: impl Into<String>) -> Self {
        self.peer = format!("{name}: {}", figures.into());
        self
    }

    pub(crate) fn against(self, name: &str, times: &Times) -> Self {
        let figures = format!("{} / {} ms", figure(times.median()), figure(times.p99()));
        self.peer(name, figures)
    }

    /// The ratio to the peer, and the most it may be.
    pub(crate) fn at_most(self, ratio: f64, most: f64) -> Self {
        self.judged(ratio, format!("≤ {most}"), ratio <= most)
    }

    /// The ratio to the peer, and the least it may be.
    pub(crate) fn at_least(self, ratio: f64, least: f64) -> Self {
        self.judged(ratio, format!("≥ {least}"), ratio >= least)
    }

    /// A target that is no ratio.
    pub(crate) fn limit(mut self, target: impl Into<String>, met: bool) -> Self {
        (self.target, self.met) = (target.into(), Some(met));
        self
    }

    /// A figure without a target.
    pub(crate) fn reported(mut self, remark: impl Into<String>) -> Self {
        self.target = remark.into();
        self
    }

    fn judged(mut self, ratio: f64, target: String, met: bool) -> Self {
        (self.ratio, self.target, self.met) = (format!("{ratio:.3}"), target, Some(met));
        self
    }

    fn cells(&self) -> [&str; 6] {
        let met = self.met.map_or("", |met| if met { "ok" } else { "MISSED" });
        [&self.what, &self.ours, &self.peer, &self.ratio, &self.target, met]
    }
}

/// A number with three figures that matter.
pub(crate) fn figure(number: f64) -> String {
    match number {
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n if n >= 1.0 => format!("{n:.2}"),
        n => format!("{n:.3}"),
    }
}

/// Prints rows as a Markdown table.
pub(crate) fn print(rows: &[Row]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| measure | ours (median / p99) | peer or limit | ratio | target | |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for row in rows {
        writeln!(out, "| {} |", row.cells().join(" | "))?;
    }
    out.flush()
}

/// Prints what each measure comes to at each size: how costs grow.
pub(crate) fn print_grown(sizes: &[usize], tables: &[Vec<Row>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}\n", machine())?;
    let sizes: Vec<_> = sizes.iter().map(usize::to_string).collect();
    writeln!(out, "| median / p99 at customers | {} |", sizes.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(sizes.len()))?;
    let Some(first) = tables.first() else { return Ok(()) };
    for (nth, row) in first.iter().enumerate() {
        let cells: Vec<_> = tables.iter().map(|table| table[nth].ours.as_str()).collect();
        writeln!(out, "| {} | {} |", row.what, cells.join(" | "))?;
    }
    out.flush()
}

/// The machine it was measured on.
pub(crate) fn machine() -> String {
    let read = |file| std::fs::read_to_string(file).unwrap_or_default();
    let line = |file, name: &str| {
        let text: String = read(file);
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "machine: {cores} × {}, {} memory, Linux {}, load {}",
        line("/proc/cpuinfo", "model name"),
        line("/proc/meminfo", "MemTotal"),
        read("/proc/sys/kernel/osrelease").trim(),
        read("/proc/loadavg").trim()
    )
}
