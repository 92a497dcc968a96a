"""The stop words of spoken English, for guides that name none of their own."""

from __future__ import annotations

STOP_WORDS = tuple(
    """
    a about actually again ago all almost alone along already also although always am among an and another any
    anybody anyone anything anywhere are arent around as at be became because become becomes been before behind being
    below beside besides better between beyond both bring but by came can cannot cant come comes coming compare
    compared comparing comparison could define definition describe did didnt difference differences different do does
    doesnt doing done dont during each either else enough etc even ever every everybody everyone everything explain
    few for from further get gets getting give given gives giving go goes going gone good got great had hadnt has
    hasnt have havent he hello her here hers herself hey hi him himself his how however hows i if ill im in instead
    into is isnt it its itself ive just know known knows later let lets like likely little look looks lot made make
    makes making many may maybe me mean meaning might mine more most much must my myself near nearby need needed
    neither never next no nobody none nor not nothing now nowhere of off often ok okay on one only onto or other
    others otherwise ought our ours ourselves out over own perhaps please possible quite rather really say says see
    seem seems shall she should shouldnt show simply since so some somebody somehow someone something sometimes
    somewhere soon still such sure take taken takes taking tell than thank thanks that the their theirs them
    themselves then there therefore these they theyre thing things this those though through thus till to together
    too took toward towards try trying under unless until up upon us use used uses using usually versus very vs want
    wants was wasnt way ways we went were werent what whatever whats when whenever where wherever whether which
    whichever while who whoever whom whose why will with within without wont work works worth would wouldnt yes yet
    you your youre yours yourself
    """.split()  # noqa: SIM905  a list of one word a line would be longer than the module
)
"""Words without a subject, in titles and in spoken questions; without apostrophes, as the search reads them."""
