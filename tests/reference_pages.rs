//! Pages that are made from the code are current.

use std::fs;
use std::path::Path;

const START: &str = "<!-- parameters: made from the code -->\n";
const END: &str = "<!-- end of parameters -->\n";

/// `QUN_UPDATE=1 cargo test --test reference_pages` writes the page anew.
#[test]
fn the_table_of_parameters_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/model.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (before, rest) = page.split_once(START).expect("the start mark is there");
    let (_, after) = rest.split_once(END).expect("the end mark is there");
    let current = format!(
        "{before}{START}\n{}\n{END}{after}",
        qun::scenario::reference::markdown().trim_end()
    );
    if std::env::var_os("QUN_UPDATE").is_some() {
        fs::write(&path, &current).expect("the page can be written");
    } else {
        assert!(
            page == current,
            "docs/model.md is out of date: QUN_UPDATE=1 cargo test --test reference_pages"
        );
    }
}
