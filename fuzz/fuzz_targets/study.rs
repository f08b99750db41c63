//! A folder of results that somebody sent: its plan, its mark and the finished runs in it. The first
//! byte says which of the files it is, and whether the rest is the file or a change to one that holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::files::engine::ENGINE;
use qun::files::ownership;
use qun::observe::record::Record;
use qun::run::plan::{FILE, Plan, View};
use qun::run::shelf::Shelf;
use qun::run::simulate::Prepared;
use qun::run::summary::Summary;
use qun::scenario::settings::Scenario;
use qun::show::tables;
use qun_fuzz::changed;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Some records of one setting, as they lie on disk behind their checksum.
#[derive(Serialize)]
struct Parcel {
    engine: String,
    fingerprint: String,
    records: Vec<Record>,
}

/// Files that hold.
struct Whole {
    folder: tempfile::TempDir,
    scenario: Scenario,
    plan: Vec<u8>,
    mark: Vec<u8>,
    runs: Vec<u8>,
}

impl Whole {
    fn new() -> Self {
        let scenario = Scenario {
            days: 20,
            ..Scenario::default()
        };
        let prepared = Prepared::new(&scenario);
        let parcel = Parcel {
            engine: ENGINE.to_owned(),
            fingerprint: "a".to_owned(),
            records: (0..2).map(|number| prepared.run(number, false)).collect(),
        };
        let plan = Plan {
            engine: ENGINE.to_owned(),
            file: "camp.toml".to_owned(),
            scenario: "days = 20\n[strategy.a.operator.purge]\nafter_days = 9\n".to_owned(),
            assignments: vec![("--days".to_owned(), "days=30".to_owned())],
            tables: BTreeMap::from([("m.csv".to_owned(), "members-00000000.csv".to_owned())]),
            design: "grid".to_owned(),
            axes: Vec::new(),
            replicates: 20,
            block: 8,
            worlds: Default::default(),
            view: View::default(),
            cells: Vec::new(),
        };
        let mark = format!(
            "files that qun has written here; engine {ENGINE}\n00ff daily.csv\n00ff charts/a.svg\n"
        );
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            scenario,
            plan: plan.bytes(),
            mark: mark.into_bytes(),
            runs: postcard::to_stdvec(&parcel).expect("bytes"),
        }
    }

    fn plan(&self, bytes: &[u8]) {
        let folder = self.folder.path();
        fs::write(folder.join(FILE), bytes).expect("written");
        if let Ok(plan) = Plan::read(folder) {
            let _ = plan.load(folder);
            let _ = (plan.axes(), plan.cells(), plan.identity());
            assert!(plan.differs_in(&plan.clone()).is_none());
        }
    }

    fn mark(&self, bytes: &[u8]) {
        let folder = self.folder.path();
        fs::write(folder.join(ownership::MARK), bytes).expect("written");
        let _ = ownership::standing(folder);
        if let Ok(mut list) = ownership::Ownership::open(folder) {
            for name in list.names() {
                assert!(ownership::is_within(&name), "{name} leads elsewhere");
                let _ = list.is_ours(&name);
            }
        }
    }

    fn runs(&self, bytes: &[u8]) {
        let place = self.folder.path().join("unfinished");
        fs::create_dir_all(&place).expect("a folder");
        let mut parcel = Sha256::digest(bytes).to_vec();
        parcel.extend(bytes);
        fs::write(place.join("0.runs"), parcel).expect("written");
        let shelf = Shelf::open(self.folder.path(), &["a".to_owned()], 3).expect("a shelf");
        let found: Vec<Record> = (0..3)
            .filter_map(|number| shelf.take("a", number))
            .filter(|record| record.is_of(20, self.scenario.archetype.len()))
            .collect();
        if !found.is_empty() {
            let summary = Summary::of(&self.scenario, &found);
            let _ = (tables::daily(&summary, None), tables::exits(&summary, None));
            let _ = (tables::cohorts(&summary, None), tables::retention(&summary));
        }
        fs::remove_file(place.join("0.runs")).expect("removed");
    }
}

thread_local! {
    static WHOLE: Whole = Whole::new();
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, content)) = bytes.split_first() else {
        return;
    };
    WHOLE.with(|whole| {
        let given = |file: &[u8]| {
            if kind % 2 == 0 {
                content.to_vec()
            } else {
                changed(file, content)
            }
        };
        match kind / 2 % 3 {
            0 => whole.plan(&given(&whole.plan)),
            1 => whole.mark(&given(&whole.mark)),
            _ => whole.runs(&given(&whole.runs)),
        }
    });
});
