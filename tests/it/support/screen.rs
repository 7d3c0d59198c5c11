//! A drawn screen as text: what stands where, and how it looks, for assertions and pictures.

use std::fmt::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A drawn screen.
pub(crate) struct Screen {
    pub(crate) buffer: Buffer,
    pub(crate) caret: Option<Position>,
}

impl Screen {
    /// The rows as a reader sees them: a wide glyph counts once, blanks at the end are left out.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.each_row(|cell| cell.symbol().to_owned())
    }

    /// The whole text.
    pub(crate) fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// The first row that holds these words.
    pub(crate) fn row_with(&self, words: &str) -> Option<String> {
        self.rows().into_iter().find(|row| row.contains(words))
    }

    /// Says whether these words stand somewhere in one row.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.row_with(words).is_some()
    }

    /// The looks, a letter for each cell as [`LOOKS`] has it; blank where there is nothing special.
    fn looks(&self) -> Vec<String> {
        self.each_row(|cell| {
            let width = cell.symbol().width().max(1);
            let bare =
                cell.symbol() == " " && !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
            let letter = if bare { ' ' } else { letter(cell) };
            letter.to_string().repeat(width)
        })
    }

    fn each_row(&self, show: impl Fn(&Cell) -> String) -> Vec<String> {
        let area = self.buffer.area;
        let row = |y| {
            let (mut row, mut x) = (String::new(), 0);
            while x < area.width {
                let cell = &self.buffer[(x, y)];
                row.push_str(&show(cell));
                x += u16::try_from(cell.symbol().width().max(1)).unwrap();
            }
            row.trim_end().to_owned()
        };
        (0..area.height).map(row).collect()
    }
}

/// Letters for looks: a colour's own, a capital where it is bold.
const COLOURS: [(Color, char); 4] =
    [(Color::Cyan, 'c'), (Color::Yellow, 'y'), (Color::Red, 'r'), (Color::Green, 'g')];

fn letter(cell: &Cell) -> char {
    let bold = cell.modifier.contains(Modifier::BOLD);
    let colour = COLOURS.iter().find(|(colour, _)| *colour == cell.fg).map(|(_, letter)| *letter);
    match colour {
        _ if cell.modifier.contains(Modifier::REVERSED) => '#',
        _ if cell.modifier.contains(Modifier::UNDERLINED) => '_',
        Some(letter) if bold => letter.to_ascii_uppercase(),
        Some(letter) => letter,
        None if bold => 'B',
        None if cell.modifier.contains(Modifier::DIM) => '.',
        None => ' ',
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edge = "=".repeat(usize::from(self.buffer.area.width));
        writeln!(f, "{edge}\n{}\n{edge}", self.text())?;
        writeln!(f, "{}\n{edge}", self.looks().join("\n"))?;
        f.write_str(
            "B bold  . dim  c cyan  y yellow  r red  g green, capitals bold  # reversed  _ underlined",
        )?;
        let caret = self.caret.map_or_else(|| "none".into(), |at| format!("column {}, row {}", at.x, at.y));
        f.write_char('\n')?;
        write!(f, "caret: {caret}")
    }
}
