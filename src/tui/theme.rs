//! What each role looks like, in the terminal's own sixteen colours on its own ground: no background is ever painted
//! and neither black nor white is a text colour, so every role can be read on a light and on a dark ground.
//!
//! Under `NO_COLOR` the roles keep their weight and lose their colour. Colour is never the only sign of a state.

use ratatui::style::{Color, Modifier, Style};

/// What a text on the screen is, for its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    Text,
    /// What explains: labels, dates past, hints.
    Dim,
    /// What one acts on.
    Act,
    /// The title of a screen or a part of it.
    Title,
    /// Keys and the marker of the selection.
    Accent,
    /// The selected row; a marker always stands beside it.
    Selection,
    /// The part of a row that matched the search.
    Match,
    /// Due now or soon.
    Due,
    /// Due and past.
    Overdue,
    /// Must not be contacted.
    Blocked,
    /// Won, connected, done.
    Won,
    /// Went wrong.
    Error,
    /// Worth a look before going on.
    Warning,
    /// A bar of a chart or of progress.
    Bar,
    /// Rules between parts.
    Rule,
}

/// Each role's colour, its weight, and its weight where there is no colour.
const LOOKS: [(Role, Option<Color>, Modifier, Modifier); 15] = [
    (Role::Text, None, Modifier::empty(), Modifier::empty()),
    (Role::Dim, None, Modifier::DIM, Modifier::DIM),
    (Role::Act, None, Modifier::BOLD, Modifier::BOLD),
    (Role::Title, None, Modifier::BOLD, Modifier::BOLD),
    (Role::Accent, Some(Color::Cyan), Modifier::empty(), Modifier::BOLD),
    (Role::Selection, Some(Color::Cyan), Modifier::BOLD, Modifier::REVERSED),
    (Role::Match, None, Modifier::UNDERLINED, Modifier::UNDERLINED),
    (Role::Due, Some(Color::Yellow), Modifier::empty(), Modifier::empty()),
    (Role::Overdue, Some(Color::Red), Modifier::empty(), Modifier::BOLD),
    (Role::Blocked, Some(Color::Red), Modifier::BOLD, Modifier::BOLD),
    (Role::Won, Some(Color::Green), Modifier::empty(), Modifier::empty()),
    (Role::Error, Some(Color::Red), Modifier::BOLD, Modifier::BOLD),
    (Role::Warning, Some(Color::Yellow), Modifier::BOLD, Modifier::BOLD),
    (Role::Bar, Some(Color::Cyan), Modifier::empty(), Modifier::empty()),
    (Role::Rule, None, Modifier::DIM, Modifier::DIM),
];

/// The looks in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    mono: bool,
}

impl Theme {
    /// Colours, unless `no_color` (the value of `NO_COLOR`) is there and not empty.
    #[must_use]
    pub fn new(no_color: Option<&str>) -> Self {
        Self { mono: no_color.is_some_and(|value| !value.is_empty()) }
    }

    /// How `role` looks.
    #[must_use]
    pub fn of(self, role: Role) -> Style {
        let (_, colour, weight, plain) = LOOKS[role as usize];
        if self.mono {
            return Style::new().add_modifier(plain);
        }
        Style { fg: colour, ..Style::new() }.add_modifier(weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_own_row() {
        for (at, (role, ..)) in LOOKS.iter().enumerate() {
            assert_eq!(*role as usize, at, "{role:?}");
        }
    }

    #[test]
    fn no_ground_is_painted_and_no_text_is_black_or_white() {
        for (role, ..) in LOOKS {
            let style = Theme::new(None).of(role);
            assert_eq!(style.bg, None);
            assert!(!matches!(
                style.fg,
                Some(Color::Black | Color::White | Color::Gray | Color::Rgb(..) | Color::Indexed(_))
            ));
        }
    }

    #[test]
    fn without_colour_the_selection_is_reversed() {
        for (role, ..) in LOOKS {
            assert_eq!(Theme::new(Some("1")).of(role).fg, None);
        }
        assert!(Theme::new(Some("1")).of(Role::Selection).add_modifier.contains(Modifier::REVERSED));
        assert_eq!(Theme::new(Some("")), Theme::new(None));
    }
}
