"""stub"""

def entry(source):
    return "@misc{%s}" % source.key
