//! A pasted block of cells: rows of texts out of what a spreadsheet puts on the clipboard.
//!
//! Any text is taken: tabs part cells, else commas where every line has the same number of them. What
//! the cells become is `domain::grid`'s.

/// The most cells that are taken at once.
pub const MOST: usize = 100_000;

/// The rows of a pasted block, ragged as they came; nothing where they are more than [`MOST`] cells.
#[must_use]
pub fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.contains('\t') {
        return parted(text, '\t');
    }
    let by_commas = parted(text, ',')?;
    let wide = by_commas.first().map_or(0, Vec::len);
    if by_commas.len() > 1 && wide > 1 && by_commas.iter().all(|row| row.len() == wide) {
        return Some(by_commas);
    }
    parted(text, '\t')
}

/// Parts cells at `between`; one in quotes may hold it, line ends and doubled quotes.
fn parted(text: &str, between: char) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut rest, mut count) = (Vec::new(), Vec::new(), text, 0_usize);
    loop {
        let (cell, after) = cell(rest, between);
        count += 1;
        if count > MOST {
            return None;
        }
        row.push(cell);
        let Some(end) = after.chars().next() else { break };
        rest = &after[end.len_utf8()..];
        if end != between {
            rest = if end == '\r' { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
            rows.push(std::mem::take(&mut row));
        }
    }
    rows.push(row);
    Some(rows)
}

/// The first cell, and what comes from the sign on that ends it.
fn cell(text: &str, between: char) -> (String, &str) {
    let ends = |c: char| c == between || c == '\n' || c == '\r';
    if let Some((quoted, after)) = text.strip_prefix('"').and_then(quoted)
        && after.chars().next().is_none_or(ends)
    {
        return (quoted, after);
    }
    let at = text.find(ends).unwrap_or(text.len());
    (text[..at].to_owned(), &text[at..])
}

/// What stands before the closing quote, and what comes behind it; nothing where there is none.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut held, mut rest) = (String::new(), text);
    loop {
        let at = rest.find('"')?;
        held.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                held.push('"');
                rest = more;
            }
            None => return Some((held, rest)),
        }
    }
}

/// A block of cells as a spreadsheet takes it.
#[must_use]
pub fn written(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains(['\t', '\n', '\r', '"']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap()
    }

    #[test]
    fn tabs_part_cells_and_line_ends_of_any_kind_rows() {
        assert_eq!(read("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(read("a\t\nb"), [vec!["a", ""], vec!["b"]], "ragged");
        assert_eq!(read("one"), [["one"]]);
        assert_eq!(read(""), [[""]]);
        assert_eq!(read("a\n\nb"), [["a"], [""], ["b"]]);
    }

    #[test]
    fn a_cell_in_quotes_holds_line_ends_and_quotes_and_one_never_closed_is_itself() {
        assert_eq!(read("\"a\nb\"\t\"say \"\"hi\"\"\"\nc\td"), [["a\nb", "say \"hi\""], ["c", "d"]]);
        assert_eq!(read("\"open\tb"), [["\"open", "b"]]);
        assert_eq!(read("\"a\"x\tb"), [["\"a\"x", "b"]]);
    }

    #[test]
    fn commas_part_cells_only_where_every_line_has_as_many() {
        assert_eq!(read("a,b\nc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(read("Osaka, Japan"), [["Osaka, Japan"]]);
        assert_eq!(read("a,b\nc"), [["a,b"], ["c"]]);
    }

    #[test]
    fn too_many_cells_are_refused_and_not_read_to_the_end() {
        assert_eq!(rows(&"\t".repeat(MOST)), None);
        assert!(rows(&"\t".repeat(MOST - 1)).is_some());
    }

    proptest! {
        #[test]
        fn what_is_copied_comes_back_as_it_was(cells in prop::collection::vec(prop::collection::vec("[a-z\"\t\n, あ]{0,6}", 2..4), 1..4)) {
            let wide = cells[0].len();
            let cells: Vec<Vec<String>> = cells.into_iter().map(|mut row| { row.resize(wide, String::new()); row }).collect();
            prop_assert_eq!(rows(&written(&cells)).unwrap(), cells);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = rows(&text);
        }
    }
}
