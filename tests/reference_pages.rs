//! Pages that are made from the code are current.

use std::fs;
use std::path::Path;

/// Holds what stands in a page between two marks against what the code says.
///
/// `QUN_UPDATE=1 cargo test --test reference_pages` writes the pages anew.
fn holds(page: &str, what: &str, current: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let start = format!("<!-- {what}: made from the code -->\n");
    let end = format!("<!-- end of {what} -->\n");
    let text = fs::read_to_string(&path).expect("the page is there");
    let (before, rest) = text.split_once(&start).expect("the start mark is there");
    let (_, after) = rest.split_once(&end).expect("the end mark is there");
    let current = format!("{before}{start}\n{}\n{end}{after}", current.trim_end());
    if std::env::var_os("QUN_UPDATE").is_some() {
        fs::write(&path, &current).expect("the page can be written");
    } else {
        assert!(
            text == current,
            "{page} is out of date: QUN_UPDATE=1 cargo test --test reference_pages"
        );
    }
}

#[test]
fn the_table_of_parameters_is_current() {
    holds(
        "docs/model.md",
        "parameters",
        &qun::scenario::reference::markdown(),
    );
}

#[test]
fn the_cookbook_is_current() {
    holds(
        "docs/cookbook.md",
        "cookbook",
        &qun::operator::cookbook::markdown(),
    );
}

#[test]
fn the_table_of_metrics_is_current() {
    holds(
        "docs/metrics.md",
        "metrics",
        &qun::observe::reference::markdown(),
    );
}
