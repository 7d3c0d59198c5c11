//! Japanese eras: 令和8年 and R8 as years of the common calendar.
//!
//! Used by `when` for dates in speech and by `typed` for dates in fields.

use super::scan::Cursor;

/// An era's name, its letter, the year before its first, and its last year.
struct Era(&'static str, char, i32, u32);

const ERAS: &[Era] = &[
    Era("令和", 'r', 2018, 99),
    Era("平成", 'h', 1988, 31),
    Era("昭和", 's', 1925, 64),
    Era("大正", 't', 1911, 15),
    Era("明治", 'm', 1867, 45),
];

/// Takes `令和8` or `r8` (`元` is year one) and gives the year; what follows it is the caller's.
pub fn year(cursor: &mut Cursor) -> Option<i32> {
    let mut tried = *cursor;
    let Era(_, _, before, last) = ERAS.iter().find(|era| opens(era, &mut tried))?;
    let count = if tried.take("元") { 1 } else { tried.number(2)? };
    let year = (1..=*last).contains(&count).then(|| before.saturating_add_unsigned(count))?;
    *cursor = tried;
    Some(year)
}

fn opens(Era(name, letter, ..): &Era, cursor: &mut Cursor) -> bool {
    let mut buffer = [0; 4];
    cursor.take(name)
        || (cursor.opens()
            && cursor.rest().get(1).is_some_and(char::is_ascii_digit)
            && cursor.take(letter.encode_utf8(&mut buffer)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scan::Even;

    #[test]
    fn an_era_year_is_a_common_year_and_an_era_has_an_end() {
        let read = |text: &str| year(&mut Even::of(text).cursor());
        assert_eq!(read("令和8年"), Some(2026));
        assert_eq!(read("Ｒ８.11"), Some(2026));
        assert_eq!(read("平成元年"), Some(1989));
        assert_eq!(read("昭和64年"), Some(1989));
        assert_eq!([read("昭和65年"), read("R0"), read("rank"), read("平和8")], [None; 4]);
    }
}
