//! The two languages, and how the system says which one it speaks.

/// A language of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The language of that code, `en` or `ja`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::En),
            "ja" => Some(Self::Ja),
            _ => None,
        }
    }

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Ja,
            Self::Ja => Self::En,
        }
    }

    /// What locale variables ask for, given in the order that decides: `LC_ALL`, `LC_MESSAGES`,
    /// `LANG`. The first that is set counts.
    #[must_use]
    pub fn of_locales(locales: [Option<&str>; 3]) -> Option<Self> {
        let first = locales.into_iter().flatten().find(|locale| !locale.is_empty())?;
        Some(if first.starts_with("ja") { Self::Ja } else { Self::En })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides() {
        assert_eq!(Lang::of_locales([None, Some(""), Some("ja_JP.UTF-8")]), Some(Lang::Ja));
        assert_eq!(Lang::of_locales([Some("C"), None, Some("ja_JP.UTF-8")]), Some(Lang::En));
        assert_eq!(Lang::of_locales([None, None, None]), None);
    }
}
