"""Windows and pages: the only widgets."""

from showroom.ui.look.mend import keep_constants_alive

keep_constants_alive()
