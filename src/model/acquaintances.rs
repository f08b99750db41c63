//! Who knows whom before the first day: classmates and colleagues do, strangers do not.

use super::community::Community;
use super::keys;
use crate::random::Purpose;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the founders know one another from before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Acquaintances {
    /// Who knows whom.
    pub shape: Shape,
    /// How many of the others each one knows. In a star it is how many its centre knows.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "people", "x-source" = "assumed: four; small strong circles are of three to five"))]
    pub each: u32,
    /// How well: as somebody who has answered them so many times.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "answers", "x-source" = "assumed: twice"))]
    pub strength: u32,
}

impl Default for Acquaintances {
    fn default() -> Self {
        Self {
            shape: Shape::None,
            each: 4,
            strength: 2,
        }
    }
}

/// Who knows whom among the founders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Nobody knows anybody.
    #[default]
    None,
    /// Everybody knows one person, the founder who writes most readily, and nobody else.
    Star,
    /// Everybody knows some of the others, whoever they are.
    Mesh,
    /// Everybody belongs to one small circle in which all know one another.
    Cliques,
}

/// Ties the founders to one another, as the scenario has it.
pub(super) fn acquaint(community: &mut Community<'_>) {
    let known = community.rules.audience.ties;
    let founders: Vec<u32> = community
        .all()
        .filter(|(_, member)| keys::is_founder(member.person))
        .map(|(number, _)| number)
        .collect();
    if founders.len() < 2 {
        return;
    }
    let each = known.each as usize;
    let pairs = match known.shape {
        Shape::None => Vec::new(),
        Shape::Star => star(community, &founders, each),
        Shape::Mesh => (0..founders.len())
            .flat_map(|place| some_others(community, &founders, place, each))
            .collect(),
        Shape::Cliques => cliques(&founders, each),
    };
    for (member, friend) in pairs {
        for _ in 0..known.strength {
            community.member_mut(member).ties.strengthen(friend);
        }
    }
}

/// Pairs of the founder at `place` with so many of the others, chosen at random.
fn some_others(
    community: &Community<'_>,
    founders: &[u32],
    place: usize,
    count: usize,
) -> Vec<(u32, u32)> {
    let others = founders.len() - 1;
    let key = community.member(founders[place]).person;
    let mut stream = community.luck.of(key, 0).stream(Purpose::Replier);
    (0..count)
        .map(|_| {
            // Any of the others, the next one on for oneself.
            let choice = stream.below(others as u32) as usize;
            (
                founders[place],
                founders[(place + 1 + choice) % founders.len()],
            )
        })
        .collect()
}

/// Everybody with the founder who writes most readily, and that one with some of them.
fn star(community: &Community<'_>, founders: &[u32], each: usize) -> Vec<(u32, u32)> {
    let readiness = |place: usize| {
        let member = community.member(founders[place]);
        community.rules.kinds[member.archetype as usize].post
    };
    let centre = (0..founders.len()).fold(0, |best, place| {
        if readiness(place) > readiness(best) {
            place
        } else {
            best
        }
    });
    let mut pairs = some_others(community, founders, centre, each);
    let others = founders
        .iter()
        .filter(|number| **number != founders[centre]);
    pairs.extend(others.map(|number| (*number, founders[centre])));
    pairs
}

/// Everybody with the others of a circle of `each` + 1; what is left over is a circle of its own.
fn cliques(founders: &[u32], each: usize) -> Vec<(u32, u32)> {
    founders
        .chunks(each + 1)
        .flat_map(|circle| {
            circle.iter().flat_map(move |member| {
                let others = circle.iter().filter(move |other| *other != member);
                others.map(move |other| (*member, *other))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::{Audience, Demand, Interactions};
    use crate::model::{rules::Rules, settings};
    use crate::random::Luck;

    /// Whom each founder knows, in a group founded so.
    fn known(founders: u32, ties: Acquaintances) -> Vec<Vec<u32>> {
        let audience = Audience {
            founders,
            ties,
            ..Audience::default()
        };
        let rules = Rules::new(
            10,
            0,
            &settings::Community::default(),
            &[settings::Archetype::default()],
            &audience,
            &Demand::default(),
            &Interactions::default(),
        );
        let mut community = Community::new(&rules, Luck::new(1, 0), false);
        crate::model::arrivals::found(&mut community);
        let ties = community.all();
        ties.map(|(_, member)| member.ties.iter().map(|(other, _)| other).collect())
            .collect()
    }

    fn shaped(shape: Shape) -> Acquaintances {
        Acquaintances {
            shape,
            ..Acquaintances::default()
        }
    }

    #[test]
    fn shapes_are_what_they_are_called() {
        assert!(known(20, shaped(Shape::None)).iter().all(Vec::is_empty));
        let star = known(20, shaped(Shape::Star));
        assert!(star[1..].iter().all(|known| known == &[0]));
        assert!((2..=4).contains(&star[0].len()) && !star[0].contains(&0));
        let mesh = known(20, shaped(Shape::Mesh));
        let several = mesh.iter().filter(|known| known.len() > 2).count();
        assert!(several > 15, "{mesh:?}");
        let cliques = known(12, shaped(Shape::Cliques));
        for (number, known) in cliques.iter().enumerate() {
            let circle = number / 5;
            assert!(known.iter().all(|other| *other as usize / 5 == circle));
            assert_eq!(known.len(), if circle == 2 { 1 } else { 4 });
        }
    }

    #[test]
    fn nobody_knows_themselves_in_the_smallest_groups() {
        for shape in [Shape::Star, Shape::Mesh, Shape::Cliques] {
            for founders in 0..4 {
                for each in [0, 8] {
                    let ties = Acquaintances {
                        shape,
                        each,
                        strength: 8,
                    };
                    for (number, known) in known(founders, ties).iter().enumerate() {
                        assert!(!known.contains(&(number as u32)), "{shape:?}");
                    }
                }
            }
        }
    }
}
