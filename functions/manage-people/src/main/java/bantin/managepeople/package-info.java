/** People at the desk: invitations, roles, names, access and sign-ins, for administrators. */
@NullMarked
package bantin.managepeople;

import org.jspecify.annotations.NullMarked;
