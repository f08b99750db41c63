//! Cells of tables as a spreadsheet may safely read them.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula; the last four are the wide forms that
/// some programs take for the first four.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell of text that no spreadsheet takes for a formula: names come from scenarios and logs that
/// somebody else may have written. One that begins like a formula gets an apostrophe before it, which
/// spreadsheets take for "this is text". Numbers stay as they are, negative ones too.
pub fn text_cell(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start_matches(' ').starts_with(BEGINS_FORMULA);
    if begins && text.parse::<f64>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::text_cell;

    #[test]
    fn formulas_are_text_and_numbers_are_numbers() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "＝1",
            "-",
            "--5",
        ] {
            assert_eq!(text_cell(formula), format!("'{formula}"));
        }
        for harmless in [
            "-1", "-0.5", "+3", "-1e-7", "", "a=b", "strict", "群", "'", "1-2",
        ] {
            assert_eq!(text_cell(harmless), harmless);
        }
    }
}
