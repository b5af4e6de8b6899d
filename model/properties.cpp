#include "model/properties.hpp"

namespace holdfast::model {

const std::vector<checker::Property>& properties()
{
    using checker::PropertyKind;
    static const std::vector<checker::Property> all{
        {"in-use-purge", PropertyKind::never_step,
         "no profile is purged while a MAPI session that is opening or open still uses it"},
        {"failed-access", PropertyKind::never_step,
         "no access through an open MAPI session fails because its profile is gone"},
        {"wrong-instance", PropertyKind::never_step,
         "no program that owns one instance of a name purges another instance of it that is live or in use"},
        {"visible-after-delete", PropertyKind::never_step,
         "no logon obtains a profile that is marked for deletion"},
        {"orphan", PropertyKind::at_end,
         "at the end no profile is marked that nobody uses, although a MAPI event of its hive came after its "
         "last use"},
        {"stuck", PropertyKind::at_end, "at the end no program has steps left that it can never take"},
        {"unexpected-answer", PropertyKind::never_step,
         "every call gets the answer that the scenario says it must get"},
    };
    return all;
}

}  // namespace holdfast::model
