//! Pages that are made from the code are current.

use qun::words::Language;
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
        &qun::scenario::reference_page::markdown(Language::English),
    );
    holds(
        "docs/zh/parameters.md",
        "parameters",
        &qun::scenario::reference_page::markdown(Language::Chinese),
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

#[test]
fn what_the_page_of_mechanisms_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/mechanisms.md")).expect("the page is there");
    let parameters = qun::scenario::reference::parameters();
    let kinds = qun::operator::KINDS;
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    assert!(named.len() > 150, "{}", named.len());
    for name in named {
        if name.ends_with(".toml") {
            assert!(root.join("scenarios").join(name).exists(), "no {name}");
        }
        let tables = [
            "operator.",
            "audience.",
            "community.",
            "interactions.",
            "demand.",
        ];
        if !tables.iter().any(|table| name.starts_with(table)) || name.contains('*') {
            continue;
        }
        let below = format!("{name}.");
        let parameter = parameters
            .iter()
            .any(|it| it.is_at(name) || it.path.starts_with(&below));
        let strategy = kinds
            .iter()
            .any(|it| name == format!("operator.{}", it.key));
        assert!(parameter || strategy, "there is no {name}");
    }
}
