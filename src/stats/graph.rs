//! Who is tied to whom: the few that most ties go through, those who hold others to the rest, and a
//! place on paper for each.

/// Ties between so many people, each with a strength; nobody is tied to themselves, and a pair
/// stands once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Graph {
    /// How many people there are.
    pub size: usize,
    /// Pairs of people, the smaller number first, with the strength of their tie.
    pub ties: Vec<(usize, usize, f64)>,
}

impl Graph {
    /// The ties of each person.
    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.size];
        for (one, other, _) in &self.ties {
            found[*one].push(*other);
            found[*other].push(*one);
        }
        found
    }

    /// The sum of the strengths of each person's ties.
    pub fn strengths(&self) -> Vec<f64> {
        let mut found = vec![0.0; self.size];
        for (one, other, strength) in &self.ties {
            found[*one] += strength;
            found[*other] += strength;
        }
        found
    }

    /// Everybody, the most strongly tied first.
    fn by_strength(&self) -> Vec<usize> {
        let strengths = self.strengths();
        let mut order: Vec<usize> = (0..self.size).collect();
        order.sort_by(|one, other| {
            strengths[*other]
                .total_cmp(&strengths[*one])
                .then(one.cmp(other))
        });
        order
    }

    /// Those who take part in at least `share` of all that ties weigh, taken in the order of the
    /// strength of their ties, and no more of them than that needs.
    pub fn core(&self, share: f64) -> Vec<bool> {
        let mut ties: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.size];
        for (one, other, strength) in &self.ties {
            ties[*one].push((*other, *strength));
            ties[*other].push((*one, *strength));
        }
        let all: f64 = self.ties.iter().map(|tie| tie.2).sum();
        let mut inside = vec![false; self.size];
        let mut held = 0.0;
        for person in self.by_strength() {
            if held >= share * all {
                break;
            }
            let new = ties[person].iter().filter(|(other, _)| !inside[*other]);
            held += new.map(|(_, strength)| strength).sum::<f64>();
            inside[person] = true;
        }
        inside
    }

    /// For each person, how many others would lose every way to the rest of those they are tied to
    /// without that person: all but the largest part of what falls apart (Hopcroft & Tarjan 1973).
    pub fn held_by(&self) -> Vec<usize> {
        const NEW: usize = usize::MAX;
        let neighbours = self.neighbours();
        let (mut found, mut low) = (vec![NEW; self.size], vec![0; self.size]);
        let mut below = vec![1_usize; self.size];
        // What falls off under each person, part by part.
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); self.size];
        let mut held = vec![0; self.size];
        let mut clock = 0;
        for root in 0..self.size {
            if found[root] != NEW {
                continue;
            }
            let mut members = Vec::new();
            let mut way = vec![(root, NEW, 0_usize)];
            while let Some((person, from, next)) = way.last_mut() {
                let (person, from) = (*person, *from);
                if *next == 0 {
                    (found[person], low[person]) = (clock, clock);
                    clock += 1;
                    members.push(person);
                }
                if let Some(other) = neighbours[person].get(*next).copied() {
                    *next += 1;
                    if found[other] == NEW {
                        way.push((other, person, 0));
                    } else if other != from {
                        low[person] = low[person].min(found[other]);
                    }
                    continue;
                }
                way.pop();
                if from != NEW {
                    low[from] = low[from].min(low[person]);
                    below[from] += below[person];
                    if low[person] >= found[from] {
                        parts[from].push(below[person]);
                    }
                }
            }
            for person in &members {
                let off: usize = parts[*person].iter().sum();
                let above = members.len() - 1 - off;
                let largest = parts[*person].iter().copied().fold(above, usize::max);
                held[*person] = off + above - largest;
            }
        }
        held
    }

    /// A place for each within a circle of radius 1 around nothing: the tied near one another
    /// (Fruchterman & Reingold 1991), everybody with about as much room. The same ties give the
    /// same places on every machine: nothing but the four operations and roots.
    pub fn places(&self) -> Vec<(f64, f64)> {
        const ROUNDS: usize = 150;
        let count = self.size.max(1) as f64;
        let ideal = 1.6 / count.sqrt();
        let mut places = self.beginning();
        for round in 0..ROUNDS {
            let mut pushes = vec![(0.0, 0.0); self.size];
            for one in 0..self.size {
                for other in one + 1..self.size {
                    let (dx, dy) = (
                        places[one].0 - places[other].0,
                        places[one].1 - places[other].1,
                    );
                    let push = ideal * ideal / (dx * dx + dy * dy).max(1e-9);
                    pushes[one].0 += dx * push;
                    pushes[one].1 += dy * push;
                    pushes[other].0 -= dx * push;
                    pushes[other].1 -= dy * push;
                }
            }
            for (one, other, _) in &self.ties {
                let (dx, dy) = (
                    places[*one].0 - places[*other].0,
                    places[*one].1 - places[*other].1,
                );
                let pull = (dx * dx + dy * dy).sqrt() / ideal;
                pushes[*one].0 -= dx * pull;
                pushes[*one].1 -= dy * pull;
                pushes[*other].0 += dx * pull;
                pushes[*other].1 += dy * pull;
            }
            let warmth = 0.12 * (1.0 - round as f64 / ROUNDS as f64) + 1e-3;
            for (place, push) in places.iter_mut().zip(&pushes) {
                // What is tied to nothing near must not drift away.
                let push = (push.0 - place.0 * ideal, push.1 - place.1 * ideal);
                let size = (push.0 * push.0 + push.1 * push.1).sqrt().max(1e-12);
                let step = size.min(warmth) / size;
                place.0 += push.0 * step;
                place.1 += push.1 * step;
            }
        }
        spread_out(&places)
    }

    /// Where the search begins: on a spiral, those with the strongest ties in its middle.
    fn beginning(&self) -> Vec<(f64, f64)> {
        /// Sine and cosine of the golden angle.
        const TURN: (f64, f64) = (0.675_490_294_261_523_6, -0.737_368_878_078_319_7);
        let mut places = vec![(0.0, 0.0); self.size];
        let mut direction = (1.0, 0.0);
        for (rank, person) in self.by_strength().into_iter().enumerate() {
            let reach = ((rank as f64 + 0.5) / self.size as f64).sqrt();
            places[person] = (direction.0 * reach, direction.1 * reach);
            direction = (
                direction.0 * TURN.1 - direction.1 * TURN.0,
                direction.0 * TURN.0 + direction.1 * TURN.1,
            );
        }
        places
    }
}

/// The same directions from the middle, at distances that leave everybody about as much room.
fn spread_out(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let count = places.len().max(1) as f64;
    let middle = (
        places.iter().map(|it| it.0).sum::<f64>() / count,
        places.iter().map(|it| it.1).sum::<f64>() / count,
    );
    let moved = places.iter().map(|it| (it.0 - middle.0, it.1 - middle.1));
    let moved: Vec<(f64, f64)> = moved.collect();
    let reach = |it: &(f64, f64)| (it.0 * it.0 + it.1 * it.1).sqrt();
    let widest = moved.iter().map(reach).fold(1e-9, f64::max);
    let mut order: Vec<usize> = (0..moved.len()).collect();
    order.sort_by(|one, other| {
        reach(&moved[*one])
            .total_cmp(&reach(&moved[*other]))
            .then(one.cmp(other))
    });
    let mut found = vec![(0.0, 0.0); moved.len()];
    for (rank, person) in order.into_iter().enumerate() {
        let here = reach(&moved[person]);
        let even = ((rank as f64 + 0.5) / count).sqrt();
        let wanted = 0.25 * here / widest + 0.75 * even;
        let factor = if here > 0.0 { wanted / here } else { 0.0 };
        found[person] = (moved[person].0 * factor, moved[person].1 * factor);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph(size: usize, pairs: &[(usize, usize)]) -> Graph {
        Graph {
            size,
            ties: pairs
                .iter()
                .map(|(one, other)| (*one, *other, 1.0))
                .collect(),
        }
    }

    #[test]
    fn a_star_has_one_core_and_one_who_holds_all() {
        let star = graph(6, &[(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)]);
        let core = star.core(0.5);
        assert_eq!(core, [true, false, false, false, false, false]);
        // Of five that fall apart the largest part is the rest.
        assert_eq!(star.held_by(), [4, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn two_circles_and_the_one_between() {
        let pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)];
        let circles = graph(7, &pairs);
        assert_eq!(circles.held_by(), [0, 0, 2, 2, 0, 0, 0]);
        assert_eq!(
            graph(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]).held_by(),
            [0; 4]
        );
        assert!(graph(0, &[]).places().is_empty() && graph(0, &[]).core(0.5).is_empty());
    }

    #[test]
    fn the_tied_stand_near_one_another() {
        let mut pairs = Vec::new();
        for circle in 0..4 {
            for one in 0..10 {
                for other in one + 1..10 {
                    pairs.push((circle * 10 + one, circle * 10 + other));
                }
            }
        }
        let graph = graph(40, &pairs);
        let places = graph.places();
        let apart = |one: usize, other: usize| {
            let (dx, dy) = (
                places[one].0 - places[other].0,
                places[one].1 - places[other].1,
            );
            (dx * dx + dy * dy).sqrt()
        };
        let mean = |same: bool| {
            let all = (0..40).flat_map(|one| (one + 1..40).map(move |other| (one, other)));
            let those = all.filter(|(one, other)| (one / 10 == other / 10) == same);
            let lengths: Vec<f64> = those.map(|(one, other)| apart(one, other)).collect();
            crate::stats::summary::mean(&lengths)
        };
        assert!(
            mean(true) < 0.6 * mean(false),
            "{} {}",
            mean(true),
            mean(false)
        );
    }

    /// How many are not in the largest part of what is left of somebody's own part.
    fn counted(graph: &Graph, without: usize) -> usize {
        let reached = |start: usize, closed: Option<usize>| {
            let (mut seen, mut open) = (vec![false; graph.size], vec![start]);
            while let Some(person) = open.pop() {
                if seen[person] || Some(person) == closed {
                    continue;
                }
                seen[person] = true;
                for (one, other, _) in &graph.ties {
                    if *one == person {
                        open.push(*other);
                    } else if *other == person {
                        open.push(*one);
                    }
                }
            }
            seen
        };
        let part = reached(without, None);
        let others: Vec<usize> = (0..graph.size)
            .filter(|it| part[*it] && *it != without)
            .collect();
        let size = |start: &usize| {
            reached(*start, Some(without))
                .iter()
                .filter(|it| **it)
                .count()
        };
        others.len() - others.iter().map(size).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn who_is_held_is_what_counting_finds(
            size in 1_usize..14,
            pairs in prop::collection::btree_set((0_usize..14, 0_usize..14), 0..20),
        ) {
            let pairs: Vec<(usize, usize)> = pairs.into_iter()
                .filter(|(one, other)| one < other && *other < size).collect();
            let graph = graph(size, &pairs);
            let expected: Vec<usize> = (0..size).map(|it| counted(&graph, it)).collect();
            prop_assert_eq!(graph.held_by(), expected);
            let inside = graph.core(0.5);
            let held = pairs.iter().filter(|(one, other)| inside[*one] || inside[*other]).count();
            prop_assert!(2 * held >= pairs.len());
            for (x, y) in graph.places() {
                prop_assert!(x.is_finite() && x * x + y * y <= 1.0 + 1e-9);
            }
        }
    }
}
