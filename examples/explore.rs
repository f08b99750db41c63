#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::print_stdout)]
use qun::observe::activity::{ActivityLog, ActivityRow};
use qun::observe::patterns::{Medium, Options, measure};
use qun::observe::record::Record;
use qun::scenario::settings::Scenario;
use qun::study::simulate::Prepared;
use rayon::prelude::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text: String = args[0].split('+').map(|f| std::fs::read_to_string(f).unwrap()).collect::<Vec<_>>().join("\n");
    let mut table: toml::Table = toml::from_str(&text).unwrap();
    for a in &args[2..] {
        let (k, v) = a.split_once('=').unwrap();
        let val: toml::Value = toml::from_str::<toml::Table>(&format!("x={v}")).unwrap()["x"].clone();
        let parts: Vec<&str> = k.split('.').collect();
        let mut t: &mut toml::Value = &mut toml::Value::Table(std::mem::take(&mut table));
        let mut root = std::mem::replace(t, toml::Value::Integer(0));
        t = &mut root;
        for p in &parts[..parts.len()-1] {
            t = match t {
                toml::Value::Array(l) => l.iter_mut().find(|e| e["name"].as_str() == Some(p)).unwrap(),
                toml::Value::Table(m) => m.entry(p.to_string()).or_insert(toml::Value::Table(Default::default())),
                _ => panic!(),
            };
        }
        t.as_table_mut().unwrap().insert(parts[parts.len()-1].to_string(), val);
        table = root.as_table().unwrap().clone();
    }
    let s: Scenario = table.try_into().unwrap();
    let p = Prepared::new(&s);
    let medium = if args[1] == "forum" { Medium::Forum } else { Medium::Chat };
    let runs: Vec<(Record, Vec<qun::observe::patterns::Measured>)> = (0..s.replicates).into_par_iter().map(|r| {
        let mut rows = vec![];
        let rec = p.run_watched(r, false, |c| for v in c.visits() { if v.messages > 0 { rows.push(ActivityRow{member: v.member, day: c.day as u32, events: v.messages as u32, replies_received: Some(v.answers as u32)}); } });
        let log = ActivityLog::from_rows(rows, Some(s.days as u32));
        let m = measure(&log, &Options::new(medium));
        (rec, m)
    }).collect();
    p.run_watched(0, false, |c| if c.day % 180 == 90 || c.day + 1 == s.days { let v: Vec<_> = c.all().filter(|(_, m)| m.state == qun::model::member::State::Present && m.last_visit + 30 > c.day && m.last_visit != 65535).map(|(_, m)| m).collect(); let n = v.len() as f32; println!("d{} sat {:.3} usual {:.3} recog {:.3} ties {:.2} conflict {:.2} aud {:.2}", c.day, v.iter().map(|m| m.satisfaction).sum::<f32>()/n, v.iter().map(|m| m.usual).sum::<f32>()/n, v.iter().map(|m| m.recognition).sum::<f32>()/n, v.iter().map(|m| m.ties.total()).sum::<f32>()/n, c.rooms[0].conflict, c.rules.audience_log(c.rooms[0].visitors)); });
    let n = runs[0].1.len();
    for i in 0..n {
        let mut v: Vec<f64> = runs.iter().filter_map(|r| r.1.get(i).and_then(|m| m.value)).collect();
        v.sort_by(f64::total_cmp);
        let m = runs[0].1[i];
        if m.band.is_none() { continue; }
        let med = v.get(v.len()/2).copied().unwrap_or(f64::NAN);
        let b = m.band.unwrap();
        println!("{} {:<34} {:>8.3}  {} {:?}", m.id, m.part, med, if b.contains(med) {"ok  "} else {"FAIL"}, (b.low, b.high));
    }
    for key in ["members","dau","mau","posts","replies","answered_share","muted_share","asleep_share","lurker_share","gini_posts","ties","churn_7d"] {
        let d: Vec<String> = [0,30,60,90,180,365,545,729,1094].iter().filter(|d| **d < s.days).map(|d| { let v: Vec<f64> = runs.iter().map(|r| r.0.read(key, Some(*d)).unwrap()).collect(); format!("{:.2}", v.iter().sum::<f64>()/v.len() as f64) }).collect();
        println!("{key:<16} {}", d.join(" "));
    }
    let mut causes = vec![0u64; 11];
    for r in &runs { for e in &r.0.exits { causes[e.cause as usize] += e.count as u64; } }
    println!("causes {causes:?}");
    let v: Vec<f64> = runs.iter().map(|r| r.0.value(qun::observe::metrics::Run::RetentionD30)).collect();
    println!("ret30 {:.3} joins {:?}", v.iter().sum::<f64>()/v.len() as f64, runs[0].0.value(qun::observe::metrics::Run::JoinsTotal));
}
