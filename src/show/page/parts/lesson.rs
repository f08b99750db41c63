//! A lesson: the question first, its answer once the reader has guessed. It works without a script.

use crate::show::page::report::Question;
use crate::show::page::said::{both, fixed};
use crate::words::page;
use maud::{Markup, html};

/// The question, what may be guessed, and what is said once that is done.
pub(crate) fn asked(lesson: &Question) -> Markup {
    html! {
        section.lesson id="lesson" {
            h2 { (both(&lesson.title)) }
            fieldset {
                legend { (both(&lesson.question)) }
                p.note { (fixed(page::GUESS)) }
                @for (number, guess) in lesson.guesses.iter().enumerate() {
                    label.guess.borne-out[number == lesson.right] {
                        input.guess type="radio" name="guess" value=(number);
                        " " (both(guess))
                    }
                }
            }
            div.told {
                @if let Some(right) = lesson.guesses.get(lesson.right) {
                    p { strong { (fixed(page::MODEL_SAYS)) } " " (both(right)) }
                }
                @for (heading, text) in [
                    (page::SURPRISE, &lesson.surprise),
                    (page::DOUBT, &lesson.doubt),
                    (page::EXERCISE, &lesson.exercise),
                ] {
                    h3 { (fixed(heading)) }
                    p { (both(text)) }
                }
            }
        }
    }
}
