//! Reads a chart's SVG as a renderer does and looks for words in bad places.

use std::sync::{Arc, LazyLock};

use qun::draw::font;
use resvg::usvg::{self, fontdb};

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_font_data(font::BYTES.to_vec());
    Arc::new(database)
});

/// Words that overlap or leave the paper, in plain English.
pub fn faults(svg: &str) -> Vec<String> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).expect("a chart is an SVG document");
    let mut words = Vec::new();
    collect(tree.root(), &mut words);
    let mut faults = Vec::new();
    let size = tree.size();
    for (index, (text, place)) in words.iter().enumerate() {
        let inside = place.left() >= 0.0
            && place.top() >= 0.0
            && place.right() <= size.width()
            && place.bottom() <= size.height();
        if !inside {
            faults.push(format!("`{text}` leaves the paper: {place:?}"));
        }
        for (other, other_place) in &words[index + 1..] {
            if overlap(place, other_place) {
                faults.push(format!("`{text}` overlaps `{other}`"));
            }
        }
    }
    faults
}

/// Boxes of text include the room of letters that reach lower or higher; a little may be shared.
fn overlap(one: &usvg::Rect, other: &usvg::Rect) -> bool {
    let across = one.right().min(other.right()) - one.left().max(other.left());
    let down = one.bottom().min(other.bottom()) - one.top().max(other.top());
    across > 1.0 && down > one.height().min(other.height()) * 0.35
}

fn collect(group: &usvg::Group, words: &mut Vec<(String, usvg::Rect)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, words),
            usvg::Node::Text(text) => {
                let chunks = text.chunks().iter().map(usvg::TextChunk::text);
                words.push((chunks.collect(), text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}
