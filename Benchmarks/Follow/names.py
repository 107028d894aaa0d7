"""Which words of a report name which mistake. Each kind has regexes (case ignored); one that matches any finding of the sheet names it.

Paraphrases are welcome; words that would fit another mistake as well are not.
"""
import re

NEURON = r"(neuron|layer|hidden|output|of [zw]\S*|in z\S*|b\d)"
SLOPE = r"(σ′|σ'|tanh′|tanh'|slope|derivative|relu′|sigmoid_prime|tanh_prime)"
LEFT_OUT = r"(left out|forgotten|missing|not (multiplied|divided|taken|applied|used)|dropped|omitted)"
SWAPPED = r"(swapped|exchanged|interchanged|mixed up)"
GIVEN = r"(\b[wbx]\d+|\bweights?\b\S*|\bbias(es)?\b\S*|\binputs?\b|\bx\b\S*|\bgiven\b)"
EARLY = r"(too early|rounded early|early rounding|rounded to (2|two) digits|(2|two) digits)"

KINDS = {
    # slopes
    "tanh-slope-1-minus-a": [r"1 ?[-−–] ?a\b(?! ?[²^])(?! ?\*\*).*(slope|tanh|derivative|1 ?[-−–] ?a ?[²^])", rf"{SLOPE}.*1 ?[-−–] ?(a|tanh)\w*\b(?! ?[²^(])", r"square.*(forgotten|left out|missing)", r"not squared"],
    "tanh-slope-a-times-1-minus-a": [r"a ?[·*]? ?\(1 ?[-−–] ?a\)", r"(σ′|σ'|sigmoid('s)? slope|slope of (the )?(sigmoid|σ)|derivative of (the )?sigmoid).*(tanh|instead|where|\bfor\b)"],
    "sigmoid-slope-for-tanh": [r"(σ′|σ'|sigmoid('s)? slope|sigmoid_prime|slope of (the )?(sigmoid|σ)|derivative of (the )?sigmoid).*(tanh|instead|where|\bfor\b)"],
    "sigmoid-slope-1-minus-a": [r"1 ?[-−–] ?a\b.*(slope|σ′|σ'|a ?[·*]? ?\(1)", rf"{SLOPE}.*1 ?[-−–] ?a\b", rf"factor a\w* (of|in) .*{LEFT_OUT}", rf"factor a\w* .*{SLOPE}.*{LEFT_OUT}"],
    "slope-a-times-1-plus-a": [r"a\w* ?[·*]? ?\(1 ?\+ ?a", r"1 ?\+ ?a", rf"1 ?[-−–] ?a\w* has the other sign", rf"{SLOPE}.*plus.*minus"],
    "slope-z-times-1-minus-z": [r"z\w* ?[·*]? ?\(1 ?[-−–] ?z", rf"z .*(instead of|\bfor\b|where) a.*{SLOPE}", rf"{SLOPE}.*z .*(instead of|\bfor\b|where) a", rf"{SLOPE}.*(from|with) z\b.*(a\b)"],
    "slope-one-minus-forgotten": [rf"[\"“”'`]?1 ?[-−–][\"“”'`]?.*{LEFT_OUT}", r"a\w* ?[·*] ?a\w*\b", r"a\w*( ?\^ ?2|²)", rf"1 ?[-−–] ?a.*a (was|instead)"],
    "slope-added": [rf"({SLOPE}|error|σ′).*(added|sum|plus|\+).*(multipl|product|times|instead)", rf"{SLOPE}.*was added", r"added instead of (being )?multiplied"],
    "relu-slope-always-1": [rf"{SLOPE}.*(relu|max).*{LEFT_OUT}", rf"relu\S*.*{LEFT_OUT}", r"slope of (the )?relu.*1", r"relu.*slope.*1", r"dead|not active|inactive"],
    "relu-slope-always-0": [r"slope of (the )?relu.*0", r"relu.*slope.*0", r"slope.*taken as 0", r"relu′?'?.*0"],
    "slope-left-out": [rf"{SLOPE}.*{LEFT_OUT}", rf"factor .*{SLOPE}.*{LEFT_OUT}"],
    "slope-is-activation": [r"(σ|tanh|sigmoid)(\(z\S*\))? was used where", rf"\ba\w*\b.*(instead of|where|\bfor\b).*{SLOPE}", rf"activation.*(instead of|where|\bfor\b).*{SLOPE}", rf"(factor )?1 ?[-−–] ?a\w* .*{LEFT_OUT}"],
    "slope-at-a": [rf"{SLOPE}.*\bat a\w*", rf"{SLOPE}.*of a instead"],
    "slope-with-cross-entropy": [rf"{SLOPE}.*(too many|multiplied|cancel|not belong|extra|also|though)", r"quadratic", rf"factor .*{SLOPE}.*too many"],
    # activations
    "activation-not-applied": [r"(σ|tanh|relu|sigmoid|activation)\S*.* (was |is )?(not applied|left out|forgotten|missing)", r"z\w* was used (for|instead of|where) a", r"z\w* (instead of|for|in place of) a"],
    "activation-exchanged": [r"(tanh|sigmoid|σ|relu)\S* (was |is )?(used |taken |applied )?(instead of|\bfor\b|in place of|where) .*(tanh|sigmoid|σ|relu)", r"activation.*(exchanged|another|other|wrong)"],
    "exp-z-for-exp-minus-z": [r"e\^\(?[-−–]?\w*\)? .*(instead of|\bfor\b|where).*e\^", r"exp\(z\).*exp\(-z\)", r"sign of z|z.*other sign|σ\([-−]z\)|1 ?[-−] ?σ|1 ?[-−] ?a\w*.*(instead|for) a|minus.*exponent|exponent.*(sign|minus)|the minus sign was left out"],
    "softmax-without-division": [r"(not divided|division|without dividing|sum).*", r"not normali[sz]ed"],
    "softmax-without-exp": [r"(without|no) (exp|e\^)", r"(exp|e\^z?)\S* (was |is )?(not applied|left out|forgotten|not taken)", r"z\S* (was )?divided by"],
    "sigmoid-for-softmax": [r"(σ|sigmoid|logistic)\S*.*(instead of|\bfor\b|where|in place of).*softmax", r"softmax.*(σ|sigmoid)"],
    # inputs and givens
    "other-input-in-z": [r"(input|x\d|a\w*\d|activation)\S* .*(instead of|\bfor\b|in place of|where|of another neuron)", rf"(wrong|another|other).*(input|neuron)", rf"[axw]\w* and [axw]\w* are {SWAPPED}", r"[xa]\w*\d+ (was |is )?(used|taken)"],
    "inputs-swapped": [rf"(inputs|x\S*( and x\S*)?).*{SWAPPED}", rf"w\w*\d and w\w*\d (are|were) {SWAPPED}", r"x\S* (was used |was taken )?(instead of|\bfor\b|in place of) x"],
    "givens-swapped": [rf"([wbx]\w*\d|eta|η|α|weights?|inputs?|givens?|bias\w*)\b[^,;]*{SWAPPED}"],
    "wrong-given": [rf"{GIVEN}[^,;]*(instead of|\bfor\b|in place of|was used|was taken|was read|copied|misread|taken as|read as)", rf"{GIVEN} and {GIVEN} (are|were) {SWAPPED}"],
    "misread-given": [rf"{GIVEN}[^,;]*(instead of|\bfor\b|in place of|read|taken|used|copied|written|wrong|other|another|differs)", r"misread"],
    "term-missing-in-z": [rf"(term|summand|product|input|w\d+\S*).*{LEFT_OUT}", rf"{LEFT_OUT}.*(term|summand|input)"],
    "bias-forgotten": [rf"(bias|b\d+)\S*.*{LEFT_OUT}"],
    "one-bias-forgotten": [rf"(bias|b\d+)\S*.*{LEFT_OUT}"],
    "bias-subtracted": [r"bias[^,;]*(subtracted|other sign|minus|wrong sign)", r"b\d+.*(subtracted|other sign|wrong sign|minus)"],
    "weight-sign-everywhere": [r"w\S*( \S+)? (has|had|with|was|got|is).*(sign|minus|negative)", r"sign of (the |a )?(weight|w)", r"weight.*(sign|minus|subtracted)", r"(product|term|summand).*(subtracted|other sign)", r"minus.*w\d+"],
    "weight-sign-forward": [r"w\S*( \S+)? (has|had|with|was|got|is).*(sign|minus|negative)", r"sign of (the |a )?(weight|w)", r"weight.*(sign|minus|subtracted)", r"(product|term|summand).*(subtracted|other sign)", r"minus.*w\d+"],
    "transposed-forward": [r"transposed.*(forward|z)", r"(forward|z).*transposed", r"transpos"],
    "transposed-back": [r"not transposed|transpose", rf"[w]\w* and [w]\w* (are|were) {SWAPPED}", r"w\d+ (instead of|\bfor\b|in place of|was used) "],
    # the way back
    "weight-forgotten-back": [rf"(\bweights?\b|\bw\d*\b|factor w\S*)[^,;]*{LEFT_OUT}"],
    "summand-forgotten-back": [rf"(summand|term|error|product|way|part|neuron|path|δ\S*|d\d+).*{LEFT_OUT}", r"only one (of|way|path|summand|term)"],
    "index-slip-back": [r"w\S* (was |is )?(used |taken )?(instead of|\bfor\b|in place of|where)", rf"w\w* and w\w* (are|were) {SWAPPED}", r"(another|other|neighbou?r\S*|wrong) (weight|neuron)"],
    "already-updated-weights": [r"updated before|already (new|updated)|new weight|updated weight"],
    "error-sign": [r"(a\w* ?[-−–] ?y\w*|error|y ?[-−–] ?a|δ|difference).*(sign|turned|instead)", r"y ?[-−–] ?a"],
    "factor-2": [r"factor (of )?2", r"twice", r"doubled"],
    "target-of-another-class": [r"target", r"(another|other|wrong) class", r"\by\S*.*(another|other|swapped|instead|1 ?[-−] ?y|for)", r"1 ?[-−–] ?y"],
    # gradients and the step
    "input-forgotten-in-gradient": [rf"(input|activation|factor (a|x)\S*|x\d|\ba\d*\b)\S*.*{LEFT_OUT}"],
    "z-for-a-in-gradient": [r"\bz\S* .*(instead of|\bfor\b|in place of|where).*\ba", r"weighted input.*(instead|for|where)", r"(σ|tanh|relu|activation)\S*.*not applied"],
    "index-slip-in-gradient": [r"\b[axh]\w*\S* (was |is )?(used |taken )?(instead of|\bfor\b|in place of|where)", r"(another|other|neighbou?r\S*|wrong) (input|neuron|activation)", rf"[axh]\w* and [axh]\w* (are|were) {SWAPPED}", r"value of (dC|dE|∂C|∂E|the neighbou?r)"],
    "eta-misread-by-10": [r"(learning rate|eta|η|step).*(10|ten|decimal point|misread)", r"(10|ten).*(learning rate|eta|η)"],
    "eta-as-divisor": [r"divided by (the )?(learning rate|eta|η)", r"(learning rate|eta|η).*(divi|turned|quotient)", r"1 ?/ ?(eta|η)"],
    "eta-left-out": [rf"(learning rate|eta|η).*{LEFT_OUT}"],
    "plus-for-minus": [r"ascent", r"added instead of subtracted", r"plus.*minus"],
    "only-the-step": [r"only the (step|change)", r"(step|change) (itself|alone|only)", rf"(old (value|weight)|\w+ minus|the old).*{LEFT_OUT}", r"that is the (step|change)", r"w\d+ was left out"],
    "only-the-negative-step": [r"only the (step|change)", r"(step|change) (itself|alone|only)", rf"(old (value|weight)|the old|[wb]\d+\b|the (weight|bias)).*{LEFT_OUT}", r"that is the (step|change)"],
    "biases-not-updated": [r"bias.*(not updated|old|unchanged|not changed|stayed)", r"(old|not updated|unchanged)", rf"(step|change|gradient)\S*.*{LEFT_OUT}"],
    "mean-forgotten": [r"1/n", r"batch_size was left out", r"division by (the )?(number|n\b|2)", r"\bmean\b|average", r"not divided", r"factor (of )?2"],
    # the cost
    "log10-for-ln": [r"log ?_?10"],
    "log2-for-ln": [r"log ?_?2"],
    "half-forgotten-in-cost": [r"½|1/2|half|factor (of )?2|division by 2\b"],
    "square-forgotten-in-cost": [r"raised to its power", r"squar", r"\^2", r"²"],
    "minus-forgotten-in-cost": [r"minus", r"sign"],
    "minus-forgotten-in-categorical-cost": [r"minus", r"sign"],
    "y-and-a-swapped-in-cost": [rf"(y\S* and a|a\S* and y).*{SWAPPED}", r"y.*a.*(roles|places)"],
    "y-and-a-swapped-in-categorical-cost": [rf"(y\S* and a|a\S* and y).*{SWAPPED}", r"y.*a.*(roles|places)"],
    "binary-for-categorical": [r"binary", r"two-class", r"1 ?[-−–] ?y.*(too many|added|not belong)"],
    "categorical-for-binary": [r"categorical", rf"(term|summand).*{LEFT_OUT}", r"only the (term|summand)"],
    "one-minus-forgotten-at-a": [rf"[\"“”'`]?1 ?[-−–][\"“”'`]?.*{LEFT_OUT}", r"ln\(?a\)? (instead of|\bfor\b|where).*ln\(1", r"1 ?[-−–] ?a"],
    "one-minus-forgotten-at-y": [rf"[\"“”'`]?1 ?[-−–][\"“”'`]?.*{LEFT_OUT}", r"y\S* (instead of|\bfor\b|where).*1 ?[-−–] ?y"],
    "rounded-too-early": [EARLY],
}

SLIPS = {
    "digit": [r"digit is another", r"one digit", r"wrong digit", r"digit"],
    "swapped-digits": [r"(digits?|neighbou?ring).*(swapped|exchanged|turned)", r"swapped digits", r"transposed digits"],
    "decimal-point": [r"decimal point", r"power of ten", r"factor (of )?10", r"exponent"],
    "sign": [r"sign", r"minus"],
    "exponent": [r"exponent", r"decimal point", r"power of ten", r"factor (of )?10"],
    "copied-line": [r"value of", r"copied", r"line \d+", r"belongs to", r"cell"],
    "copied-neighbour": [r"value of", r"copied", r"line \d+", r"belongs to", r"neighbou?r", r"cell"],
}
# what may be said about a number with a wrong digit or a copied one, without naming a mistake in the calculation
SLIP_WORDS = re.compile(r"^(one|a|two|neighbou?ring|swapped)?.*\bdigits?\b|decimal point|power of ten|exponent|copied|value of|the value (at|in)|cell|^the sign|^sign|minus sign (is|was) (missing|written)", re.I)


def named(kind, texts):
    """The first text that names this kind, or None."""
    for pattern in (SLIPS if kind in SLIPS else KINDS)[kind]:
        for text in texts:
            if re.search(pattern, text, re.I):
                return text
    return None
