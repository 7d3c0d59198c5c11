//! Known files that come without a header, told by what is in them.
//!
//! The names given are those the publisher writes in its own description, so that they map like
//! any other header. Called by `below` before it looks for a header.

use super::row::Row;

/// The 30 columns of the corporate number files (基本3情報), as the National Tax Agency names them in
/// its resource definition.
#[rustfmt::skip]
const CORPORATE_NUMBERS: &[&str] = &[
    "sequenceNumber", "corporateNumber", "process", "correct", "updateDate", "changeDate", "name", "nameImageId",
    "kind", "prefectureName", "cityName", "streetNumber", "addressImageId", "prefectureCode", "cityCode", "postCode",
    "addressOutside", "addressOutsideImageId", "closeDate", "closeCause", "successorCorporateNumber", "changeCause",
    "assignmentDate", "latest", "enName", "enPrefectureName", "enCityName", "enAddressOutside", "furigana", "hihyoji",
];

/// The names of the columns, if the first rows are those of a known file.
#[must_use]
pub fn columns(rows: &[Row]) -> Option<&'static [&'static str]> {
    let is_one = |row: &Row| {
        row.width() == CORPORATE_NUMBERS.len() && is_corporate_number(row.cell(1)) && is_counter(row.cell(0))
    };
    (!rows.is_empty() && rows.iter().all(is_one)).then_some(CORPORATE_NUMBERS)
}

fn is_counter(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Thirteen digits of which the first checks the others, as the 法人番号 ordinance lays down.
fn is_corporate_number(cell: &str) -> bool {
    let digits: Vec<u32> = cell.chars().map_while(|c| c.to_digit(10)).collect();
    if digits.len() != 13 || cell.len() != 13 {
        return false;
    }
    let weighed = digits[1..].iter().rev().zip([1, 2].iter().cycle()).map(|(digit, weight)| digit * weight);
    digits[0] == 9 - weighed.sum::<u32>() % 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: &str, width: usize) -> Row {
        let mut cells = vec![""; width];
        (cells[0], cells[1]) = ("1", number);
        Row::new(1, cells)
    }

    #[test]
    fn a_file_of_corporate_numbers_is_told_by_its_width_and_check_digit() {
        // The National Tax Agency's own number.
        assert!(columns(&[row("7000012050002", 30)]).is_some());
        assert!(columns(&[row("8000012050002", 30)]).is_none());
        assert!(columns(&[row("7000012050002", 29)]).is_none());
        assert!(columns(&[row("7000012050002", 30), row("name", 30)]).is_none());
        assert!(columns(&[]).is_none());
    }
}
