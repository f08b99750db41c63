//! A folder of results that somebody sent: its plan, its mark and the finished runs in it. The first
//! byte says which of the files it is; finished runs get the checksum that they should have.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::files::ownership;
use qun::run::plan::{FILE, Plan};
use qun::run::shelf::Shelf;
use qun::run::summary::Summary;
use qun::scenario::settings::Scenario;
use qun::show::tables;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn plan(folder: &Path, bytes: &[u8]) {
    fs::write(folder.join(FILE), bytes).expect("written");
    if let Ok(plan) = Plan::read(folder) {
        let _ = plan.load(folder);
        let _ = (plan.axes(), plan.cells(), plan.identity());
        assert!(plan.differs_in(&plan.clone()).is_none());
    }
}

fn mark(folder: &Path, bytes: &[u8]) {
    fs::write(folder.join(ownership::MARK), bytes).expect("written");
    let _ = ownership::standing(folder);
    if let Ok(mut list) = ownership::Ownership::open(folder) {
        for name in list.names() {
            assert!(ownership::is_within(&name));
            let _ = list.is_ours(&name);
        }
    }
}

fn runs(folder: &Path, bytes: &[u8]) {
    let place = folder.join("unfinished");
    fs::create_dir_all(&place).expect("a folder");
    let mut parcel = Sha256::digest(bytes).to_vec();
    parcel.extend(bytes);
    fs::write(place.join("0.runs"), parcel).expect("written");
    let scenario = Scenario {
        days: 20,
        ..Scenario::default()
    };
    if let Ok(shelf) = Shelf::open(folder, &["a".to_owned()], 3) {
        let found: Vec<_> = (0..3).filter_map(|number| shelf.take("a", number)).collect();
        if !found.is_empty() && found.iter().all(|record| record.is_of(20, scenario.archetype.len())) {
            let summary = Summary::of(&scenario, &found);
            let _ = (tables::daily(&summary), tables::exits(&summary));
            let _ = (tables::cohorts(&summary), tables::retention(&summary));
        }
    }
    fs::remove_dir_all(place).expect("removed");
}

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder");
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, content)) = bytes.split_first() else {
        return;
    };
    FOLDER.with(|folder| match which % 3 {
        0 => plan(folder.path(), content),
        1 => mark(folder.path(), content),
        _ => runs(folder.path(), content),
    });
});
