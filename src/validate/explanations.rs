//! Why a pattern may fail: shown only where it does.

/// What is known of the reasons for which a pattern fails, if it does.
pub fn explanation(id: &str) -> Option<&'static str> {
    EXPLANATIONS
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, text)| *text)
}

const EXPLANATIONS: [(&str, &str); 10] = [
    (
        "P16",
        "The number is an upper limit: a day's messages are spread independently, while real ones come in sessions, so the \
         true number is lower by an amount the model does not know. In the largest communities nothing stops many from \
         writing on the same day: the flood makes members mute and write less, but not enough to level off. Rooms that \
         split by themselves are not modelled.",
    ),
    (
        "P17",
        "What a flood takes off the number of messages is weaker than what a larger community adds: members of larger \
         communities find more to react to, and those who stay in them are the heavy writers. Under overload the slope is \
         close to zero and not clearly negative.",
    ),
    (
        "P18",
        "Retention rises with age in the presets: members who have come often hardly ever quit, so those who stay for years add \
         up, whatever number of founders there is (with 240 the slope is the same). In the archives it is flat: \
         −.013 to .022 a year in seven chats and forums, and below 0 in four of them. The drift of habits with age that calibration finds in \
         archives (`demand.ageing`, .09 log odds of quitting a year in the median) is in the presets and takes a little off it.",
    ),
    (
        "P19",
        "In the archives most heavy posters go from communities in decline, in which others write little (fifty to several \
         hundred messages in ninety days): the band is confounded with that. Arrivals fall in the simulation as they do in the \
         archives, and members' own demand with them, but old members still hold on for longer: departures are followed by fewer \
         steep falls, and by a little less of a decline.",
    ),
    (
        "P20",
        "A small group that outlives its first week lives on what its founders find in each other. The quit law of the \
         preset is that of single members; groups that are made for one occasion and fall silent at once by common consent \
         are not modelled.",
    ),
    (
        "P21",
        "Invitations depend on the time since the inviter joined and on whether the room was lively the day before; \
         otherwise a thriving group sends more of them only because more members are there to send them.",
    ),
    (
        "P25",
        "Those who remain miss an audience and some ties, but they are also rid of half of the flood: in a community that is \
         already crowded the second makes up for part of the first.",
    ),
    (
        "P28",
        "The ordinary end of interest takes most of those who leave, crisis or not; what ties add to it is small, so the \
         cascade shows only weakly.",
    ),
    (
        "P30",
        "A community that shrinks for years ends before the log does: growth and survival go together by what they are. The \
         same estimators over the eight archives give .63 for growth and survival and .74 for retention and volume, above \
         the bound too. The communities here differ only in \
         what the experiment draws; real ones also differ in their people, their subject and their operators.",
    ),
    (
        "P36",
        "Nearly all of those who joined that Slack in its first ten days looked in during the week after (.87), of the joiners of \
         the two Discord servers .44: founders of a place that was announced to people who waited for it are steadier than \
         any joiner. Here one law of first visits holds for both, and it is held by what joiners do (P40): so those who come in the first ten \
         days go as joiners do.",
    ),
];
